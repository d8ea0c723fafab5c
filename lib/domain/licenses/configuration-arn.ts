import { licenseConfigurationArn } from "@/lib/resources/parameters";

/** The parts of a license configuration's ARN. */
export interface ConfigurationArn {
  region: string;
  /** 12 digits: the account that owns it, and may share it with others. */
  owner: string;
}

/** The parts of an ARN, or null where the text is none of a license configuration. */
export function configurationArn(text: string): ConfigurationArn | null {
  const [, , , region, owner] = text.split(":");
  if (!licenseConfigurationArn.pattern.test(text) || region === undefined || owner === undefined) return null;
  return { region, owner };
}

import type { OneListing, Parameter } from "./resource";

/**
 * Parameters that several resources share. Patterns are as wide as AWS's documentation and no wider:
 * ids are hexadecimal after the prefix, filter values may hold the wildcards `*` and `?`.
 */
export const imageId: Parameter = {
  label: "Image",
  expected: "an AMI id such as ami-0abcdef1234567890",
  pattern: /^ami-[0-9a-f]{8,17}$/,
  example: "ami-0abcdef1234567890",
};

export const reportId: Parameter = {
  label: "Report",
  expected: "a usage report id such as amiur-00b877d192f6b02d0",
  pattern: /^amiur-[0-9a-f]{8,32}$/,
  example: "amiur-00b877d192f6b02d0",
};

export const importTaskId: Parameter = {
  label: "Import task",
  expected: "an import task id such as import-ami-1234567890abcdef0",
  pattern: /^import-ami-[0-9a-z]{4,32}$/,
  example: "import-ami-1234567890abcdef0",
};

export const licenseConfigurationArn: Parameter = {
  label: "License configuration",
  expected:
    "a license configuration ARN such as arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-0123456789abcdef0123456789abcdef",
  pattern: /^arn:aws[a-z-]*:license-manager:[a-z]{2,4}(?:-[a-z]+)+-\d:\d{12}:license-configuration[:/]lic-[0-9a-zA-Z]+$/,
  example: "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-0123456789abcdef0123456789abcdef",
};

/** License Manager answers many a question for one configuration at a time. */
export const ONE_CONFIGURATION: OneListing = {
  parameter: "license-configuration-arn",
  least: 1,
  most: 1,
  rule: "needs exactly one license-configuration-arn, because every configuration is a listing of its own",
};

/** An EC2 filter value: up to 255 characters, wildcards allowed (EC2 User Guide, "Filtering"). */
export function ec2Filter(label: string, example: string, suggestions?: readonly string[]): Parameter {
  return {
    label,
    expected: "1 to 255 characters; * and ? are wildcards",
    pattern: /^[\s\S]{1,255}$/,
    example,
    ...(suggestions && { suggestions }),
  };
}

/** An EC2 filter on an account: 12 digits, or fewer with a wildcard. */
export function ec2AccountFilter(label: string): Parameter {
  return {
    label,
    expected: "a 12-digit account id; * and ? are wildcards",
    pattern: /^(?:\d{12}|(?=.*[*?])[\d*?]{1,12})$/,
    example: "111122223333",
  };
}

/** A License Manager filter value. License Manager documents no wildcards. */
export function licenseFilter(label: string, example: string, suggestions?: readonly string[]): Parameter {
  return {
    label,
    expected: "1 to 255 characters, without wildcards",
    pattern: /^[\s\S]{1,255}$/,
    example,
    ...(suggestions && { suggestions }),
  };
}

/** A License Manager filter that is true or false. */
export function booleanFilter(label: string): Parameter {
  return { label, expected: "true or false", pattern: /^(?:true|false)$/i, example: "true", suggestions: ["true", "false"] };
}

export const accountId: Parameter = {
  label: "Account",
  expected: "a 12-digit account id",
  pattern: /^\d{12}$/,
  example: "111122223333",
};

/** One of the words of a closed list. */
export function closedList(label: string, words: readonly [string, ...string[]]): Parameter {
  return {
    label,
    expected: `one of ${words.join(", ")}`,
    pattern: new RegExp(`^(?:${words.join("|")})$`),
    example: words[0],
    suggestions: words,
  };
}

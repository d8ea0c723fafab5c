import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Document, visit } from "yaml";
import { readerPolicy } from "@/lib/resources/iam-policy";
import { ROOT } from "./child";

interface PolicyFile {
  /** From the root of the repository. */
  path: string;
  text: string;
}

const TEMPLATES = ["member-role.yaml", "server-role.yaml"].map((name) => `deploy/cloudformation/${name}`);

/** Every file that has the reader's policy in it, as that follows from the resources. */
export const policyFiles = (): PolicyFile[] => [
  { path: "public/iam/reader-policy.json", text: `${JSON.stringify(readerPolicy(), null, 2)}\n` },
  ...TEMPLATES.map((path) => ({ path, text: withReaderPolicy(readFileSync(join(ROOT, path), "utf8")) })),
];

/** The lines of a template that hold the document of the reader's policy, up to an empty one. */
const DOCUMENT = /(?<=\n {6}PolicyName: ami-ledger-reader\n {6}PolicyDocument:\n)[\s\S]+?(?=\n\n)/;

/** @throws when the template has no such policy. */
function withReaderPolicy(template: string): string {
  if (!DOCUMENT.test(template)) throw new Error("The template has no policy ami-ledger-reader, followed by an empty line.");
  const lines = policyYaml().trimEnd().split("\n");
  return template.replace(DOCUMENT, () => lines.map((line) => `        ${line}`).join("\n"));
}

/** The policy as CloudFormation takes it: ARNs are of the partition that the template is applied in. */
function policyYaml(): string {
  const document = new Document(readerPolicy(), { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== "string") return;
      // CloudFormation would take the version for a date.
      if (/^\d/.test(node.value)) node.type = "QUOTE_DOUBLE";
      if (!node.value.startsWith("arn:aws:")) return;
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation puts the value in.
      node.value = node.value.replace("arn:aws:", "arn:${AWS::Partition}:");
      node.tag = "!Sub";
      node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}

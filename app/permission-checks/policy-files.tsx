import { inPartition, partitionOf } from "@/lib/resources/iam-policy";
import hubPolicy from "@/public/iam/hub-policy.json";
import operatorPolicy from "@/public/iam/operator-policy.json";
import readerPolicy from "@/public/iam/reader-policy.json";
import trustPolicy from "@/public/iam/role-trust-policy.json";
import { PolicyText } from "./policy-text";

const FILES = [
  {
    name: "reader-policy.json",
    title: "Of the role that reads",
    words:
      "In every account that is read, and of the server itself where it reads its own. The last statement is needed only with LEDGER_REGIONS=all.",
    policy: readerPolicy,
  },
  {
    name: "hub-policy.json",
    title: "Of the server, to enter other accounts",
    words: "Write the roles of LEDGER_ROLE_ARNS in place of the pattern. The last statement is for names of accounts, and can be left out.",
    policy: hubPolicy,
  },
  {
    name: "role-trust-policy.json",
    title: "Trust of the role in another account",
    words: "Write who the server is, and the value of LEDGER_EXTERNAL_ID; without one, leave the condition out.",
    policy: trustPolicy,
  },
  {
    name: "operator-policy.json",
    title: "Of the role, to create and delete usage reports",
    words:
      "Beside the policy that reads, and only with LEDGER_ALLOW_WRITES=true. The second statement is for tags on new reports, and can be left out.",
    policy: operatorPolicy,
  },
] as const;

/** The policies in full, with ARNs of the partition that is read. */
export function PolicyFiles({ region }: { region: string }) {
  const partition = partitionOf(region);
  return (
    <details className="min-w-0 lg:col-span-2">
      <summary className="w-fit font-semibold">All policies, to copy</summary>
      {partition !== "aws" && <p className="text-muted">ARNs are written for the partition {partition}; those of the files are for aws.</p>}
      <div className="mt-2 grid gap-x-6 gap-y-4 lg:grid-cols-2">
        {FILES.map(({ name, title, words, policy }) => (
          <div key={name} className="min-w-0">
            <h3 className="font-medium">{title}</h3>
            <p className="text-muted">
              {words}{" "}
              <a href={`/iam/${name}`} className="link">
                {name}
              </a>
            </p>
            <PolicyText label={title} text={inPartition(JSON.stringify(policy, null, 2), partition)} />
          </div>
        ))}
      </div>
    </details>
  );
}

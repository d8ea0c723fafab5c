import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments, type Tags } from "yaml";
import { AUTH_VARIABLES, readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { CONFIG_VARIABLES, readConfig } from "@/lib/server/config/config";
import hubPolicy from "@/public/iam/hub-policy.json";
import operatorPolicy from "@/public/iam/operator-policy.json";
import readerPolicy from "@/public/iam/reader-policy.json";
import trustPolicy from "@/public/iam/role-trust-policy.json";
import { ROOT } from "./child";

type Node = null | boolean | number | string | readonly Node[] | { readonly [name: string]: Node };
type Fields = { readonly [name: string]: Node };

/** The short forms of CloudFormation's functions, read as their long ones. */
const functions: Tags = ["Ref", "Sub", "GetAtt", "Equals", "If", "Not"].flatMap((name) => {
  const long = name === "Ref" ? "Ref" : `Fn::${name}`;
  return [
    { tag: `!${name}`, resolve: (text: string) => ({ [long]: text }) },
    { tag: `!${name}`, collection: "seq" as const, resolve: (items: { toJSON(): unknown }) => ({ [long]: items.toJSON() }) },
  ];
});

const text = (path: string) => readFileSync(join(ROOT, "deploy", path), "utf8");
const templateOf = (name: string): Fields => parse(text(`cloudformation/${name}`), { customTags: functions });
const templates = readdirSync(join(ROOT, "deploy/cloudformation"));
const manifests = parseAllDocuments(text("kubernetes.yaml")).map((document) => document.toJS() as Node);

describe.each(templates)("the template %s", (name) => {
  const template = templateOf(name);
  const names = (section: string) => Object.keys(fields(template[section] ?? {}));

  it("refers to nothing that it does not have", () => {
    const known = [...names("Parameters"), ...names("Resources")];
    const unknown = references(template).filter((one) => !one.startsWith("AWS::") && !known.includes(one));

    expect(unknown).toEqual([]);
  });

  it("uses every parameter, and every condition, that it has", () => {
    const used = references(template);
    const conditions = [...every(template, "Condition"), ...every(template, "Fn::If").map((parts) => Array.isArray(parts) && parts[0])];

    expect(names("Parameters").filter((one) => !used.includes(one))).toEqual([]);
    expect(names("Conditions").filter((one) => !conditions.includes(one))).toEqual([]);
    expect(conditions.filter((one) => typeof one === "string" && !names("Conditions").includes(one))).toEqual([]);
  });

  it("waits for resources that it has", () => {
    expect(every(template, "DependsOn").filter((one) => !names("Resources").includes(String(one)))).toEqual([]);
  });

  it("is good for every partition", () => {
    const body = JSON.stringify({ ...template, Parameters: null });

    expect(body).not.toMatch(/arn:aws[:-]|amazonaws\.com\.cn|\b\d{12}\b/);
  });
});

describe("the policies of the templates", () => {
  it.each([
    ["member-role.yaml", "ReaderPolicy", readerPolicy],
    ["member-role.yaml", "OperatorPolicy", operatorPolicy],
    ["server-role.yaml", "ReaderPolicy", readerPolicy],
    ["server-role.yaml", "OperatorPolicy", operatorPolicy],
    ["server-role.yaml", "HubPolicy", hubPolicy],
  ])("%s: %s says what the file in public/iam says", (name, resource, policy) => {
    const { PolicyDocument } = propertiesOf(name, resource);

    expect(plain(PolicyDocument ?? null)).toEqual(policy);
  });

  it("trust the server alone, and with the external id", () => {
    const [statement] = trustPolicy.Statement;

    expect(propertiesOf("member-role.yaml", "Role").AssumeRolePolicyDocument).toEqual({
      Version: trustPolicy.Version,
      Statement: [
        {
          ...statement,
          Principal: { AWS: { Ref: "ServerRoleArn" } },
          Condition: { StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } } },
        },
      ],
    });
  });

  it("allow writes only where they are asked for", () => {
    for (const name of ["member-role.yaml", "server-role.yaml"]) {
      expect(fields(fields(templateOf(name).Resources ?? {}).OperatorPolicy ?? {}).Condition).toBe("MayWrite");
      expect(fields(fields(templateOf(name).Parameters ?? {}).AllowWrites ?? {}).Default).toBe("false");
    }
  });

  it("trust by OpenID Connect is a policy that names audience and subject", () => {
    const [document] = every(propertiesOf("server-role.yaml", "Role"), "Fn::Sub").filter((one) => String(one).startsWith("{"));

    expect(JSON.parse(String(document)).Statement).toMatchObject([
      {
        Action: "sts:AssumeRoleWithWebIdentity",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation puts the values in.
        Condition: { StringEquals: { "${OidcIssuer}:aud": "${OidcAudience}", "${OidcIssuer}:sub": "${OidcSubject}" } },
      },
    ]);
  });
});

describe("the container on ECS and on Kubernetes", () => {
  const [task] = every(templateOf("ecs-fargate.yaml"), "ContainerDefinitions").flat() as Fields[];
  const pod = fields(every(manifests, "template")[0] ?? {});
  const [container] = every(pod, "containers").flat() as Fields[];

  it("is not root and cannot write to its own files", () => {
    expect(task).toMatchObject({ User: "1000:1000", ReadonlyRootFilesystem: true, LinuxParameters: { Capabilities: { Drop: ["ALL"] } } });
    expect(fields(pod.spec ?? {}).securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it.each([
    ["ECS", variables(task ?? null)],
    ["Kubernetes", variables(container ?? null)],
  ])("has variables on %s that are read, with which it starts, and people sign in", (_, environment) => {
    const known = [...CONFIG_VARIABLES, ...AUTH_VARIABLES, "HOSTNAME", "AWS_REGION"];

    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
    expect(readConfig(environment)).toMatchObject({ regions: "all", roles: [{ account: "444455556666" }] });
    expect(readAuthConfig(environment)).toMatchObject({ mode: "oidc", accessRules: { domains: ["example.com"] } });
  });

  it("is one where its database is its own, and keeps it on a disk of its own; several share one by its URL", () => {
    const [claim] = manifests.filter((one) => fields(one).kind === "PersistentVolumeClaim");
    const deployment = fields(fields(manifests.find((one) => fields(one).kind === "Deployment") ?? {}).spec ?? {});

    expect(variables(container ?? null)).not.toHaveProperty("LEDGER_DATABASE_URL");
    expect(deployment).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(every(claim ?? null, "accessModes")).toEqual([["ReadWriteOncePod"]]);
    expect(variables(task ?? null)).toHaveProperty("LEDGER_DATABASE_URL");
    expect(JSON.stringify(templateOf("ecs-fargate.yaml"))).not.toMatch(/EFS|ALLOW_WRITES/);
  });

  it("has no secret in plain sight", () => {
    const secret = /SECRET|EXTERNAL_ID|DATABASE_URL/;
    const ecs = (every(task ?? null, "Environment").flat() as Fields[]).map(({ Name }) => String(Name));
    const kubernetes = (every(container ?? null, "env").flat() as Fields[]).filter((one) => "value" in one).map(({ name }) => String(name));

    expect([...ecs, ...kubernetes].filter((one) => secret.test(one))).toEqual([]);
  });

  it("asks routes that are there", () => {
    const paths = [
      ...every(templateOf("ecs-fargate.yaml"), "HealthCheckPath"),
      ...every(container ?? null, "httpGet").map((get) => fields(get).path),
    ];
    const there = paths.map((path) => existsSync(join(ROOT, `app${path}/route.ts`)));

    expect(there).toEqual(there.map(() => true));
    expect(there.length).toBeGreaterThan(2);
  });
});

describe("the objects of Kubernetes", () => {
  it("refer to each other by names that are there", () => {
    const named = (kind: string) =>
      manifests.filter((one) => fields(one).kind === kind).map((one) => fields(fields(one).metadata ?? {}).name);

    expect(named("ServiceAccount")).toEqual(every(manifests, "serviceAccountName"));
    expect(named("PersistentVolumeClaim")).toEqual(every(manifests, "claimName"));
    expect(every(manifests, "backend").map((one) => fields(fields(one).service ?? {}).name)).toEqual(named("Service"));
    const labels = every(manifests, "matchLabels");
    expect(labels).toEqual(every(manifests, "template").map((one) => fields(fields(one).metadata ?? {}).labels));
    expect(
      every(
        manifests.filter((one) => fields(one).kind === "Service"),
        "selector",
      ),
    ).toEqual(labels);
  });
});

/** What somebody who applies a template fills in, and what secrets hold. */
const FILLED_IN: Readonly<Record<string, string>> = {
  AppUrl: "https://ledger.example.com",
  OidcIssuer: "https://login.example.com",
  OidcClientId: "ami-ledger",
  AllowedDomains: "example.com",
  Regions: "all",
  RoleArns: "arn:aws:iam::444455556666:role/ami-ledger",
  TrustedEmailIssuer: "",
};

const SECRETS: Readonly<Record<string, string>> = { LEDGER_DATABASE_URL: "postgres://ledger:secret@db.example.com/ledger" };

/** A container's variables, with their values. */
function variables(container: Node): Record<string, string> {
  const lists = ["Environment", "Secrets", "env"].flatMap((name) => every(container, name)).flat() as Fields[];
  return Object.fromEntries(
    lists.map(({ Name, Value, name, value }) => {
      const given = Value ?? value ?? null;
      if (typeof given === "string") return [String(Name ?? name), given];
      return [
        String(Name ?? name),
        FILLED_IN[String(every(given, "Ref")[0])] ??
          SECRETS[String(Name ?? name)] ??
          "what a secret holds, which nobody can guess".replaceAll(/\W/g, "-"),
      ];
    }),
  );
}

const fields = (node: Node): Fields => {
  if (node === null || typeof node !== "object" || Array.isArray(node)) throw new Error(`Expected members, not ${JSON.stringify(node)}.`);
  return node as Fields;
};

const propertiesOf = (name: string, resource: string): Fields =>
  fields(fields(fields(templateOf(name).Resources ?? {})[resource] ?? {}).Properties ?? {});

/** The values of all members with a name, however deep they are. */
function every(node: Node, name: string): Node[] {
  if (node === null || typeof node !== "object") return [];
  return Object.entries(node).flatMap(([key, value]) => [...(key === name ? [value] : []), ...every(value, name)]);
}

/** The names that `Ref`, `GetAtt` and `Sub` use. */
function references(template: Fields): string[] {
  const inText = every(template, "Fn::Sub").flatMap((one) => [...String(one).matchAll(/\$\{([^!}]+)\}/g)].map(([, name]) => name ?? ""));
  const attributes = every(template, "Fn::GetAtt").map(String);
  return [...every(template, "Ref").map(String), ...inText, ...attributes].map((one) => one.replace(/\..*/, ""));
}

/** A policy as it is in the partition `aws`, with the names that are proposed. */
function plain(node: Node): Node {
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== "object") return node;
  const { "Fn::Sub": sub } = node as Fields;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: This is what the template says.
  if (typeof sub === "string") return sub.replace("${AWS::Partition}", "aws").replace("${MemberRoleName}", "ami-ledger");
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, plain(value)]));
}

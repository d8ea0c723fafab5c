import * as ec2 from "@aws-sdk/client-ec2";
import * as licenseManager from "@aws-sdk/client-license-manager";
import * as organizations from "@aws-sdk/client-organizations";
import * as sts from "@aws-sdk/client-sts";
import type { ServiceName } from "./service-name";
import { ec2Query, json11, type Protocol, stsQuery } from "./wire/protocol";
import { type OperationSchema, operationSchemas } from "./wire/schema";

/** A service as it appears on the wire. */
export interface Service {
  protocol: Protocol;
  schemas: Map<string, OperationSchema>;
}

export const services: Record<ServiceName, Service> = {
  ec2: { protocol: ec2Query, schemas: operationSchemas(ec2) },
  "license-manager": { protocol: json11, schemas: operationSchemas(licenseManager) },
  sts: { protocol: stsQuery, schemas: operationSchemas(sts) },
  organizations: { protocol: json11, schemas: operationSchemas(organizations) },
};

/** Whose request it is and who it is for, as its signature says. */
export interface CredentialScope {
  accessKeyId: string;
  region: string;
  service: ServiceName;
}

/** Reads the credential scope of a Signature Version 4 `Authorization` header. */
export function credentialScope(authorization: string | undefined): CredentialScope | undefined {
  const match = /Credential=([^/,]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization ?? "");
  const [, accessKeyId, region, service] = match ?? [];
  return accessKeyId !== undefined && region !== undefined && isServiceName(service) ? { accessKeyId, region, service } : undefined;
}

function isServiceName(name: string | undefined): name is ServiceName {
  return name !== undefined && Object.hasOwn(services, name);
}

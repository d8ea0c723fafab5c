import * as ec2 from "@aws-sdk/client-ec2";
import * as licenseManager from "@aws-sdk/client-license-manager";
import * as sts from "@aws-sdk/client-sts";
import type { ServiceName } from "./operations";
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
};

/** Who a request is for, as its signature says. */
export interface CredentialScope {
  region: string;
  service: ServiceName;
}

/** Reads the credential scope of a Signature Version 4 `Authorization` header. */
export function credentialScope(authorization: string | undefined): CredentialScope | undefined {
  const match = /Credential=[^/,]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization ?? "");
  const [, region, service] = match ?? [];
  return region !== undefined && isServiceName(service) ? { region, service } : undefined;
}

function isServiceName(name: string | undefined): name is ServiceName {
  return name !== undefined && Object.hasOwn(services, name);
}

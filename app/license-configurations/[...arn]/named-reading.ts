import type { RouteReading } from "@/components/resource-page/use-rows";
import type { LiveProgress } from "@/lib/dataset/reading";
import type { Resource } from "@/lib/resources/resource";

/** A reading as the evidence names it. */
export interface NamedReading extends LiveProgress {
  /** `license-manager:ListLicenseConfigurations`: the operation, by the name of its IAM action. */
  operation: string;
  /** With which ids and filters, in words. */
  asked: string;
}

/** The reading of a page's rows. */
export function namedReading<Row extends object>({ resource, set, isFetching, error }: RouteReading<Row>, asked: string): NamedReading {
  return { operation: operationOf(resource), asked, set, isFetching, error };
}

export const operationOf = <Row>({ actions: [operation] }: Resource<Row>): string => operation;

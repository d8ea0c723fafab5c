import { PageLink } from "@/components/ui/page-link";
import { imageHref } from "@/lib/core/routes";
import type { FleetImage } from "@/lib/domain/images/fleet-image";

/** From an open row to everything that is known of its image. */
export const ImageLink = ({ imageId }: FleetImage) => (
  <PageLink href={imageHref(imageId)} className="button mt-4">
    Open image page
  </PageLink>
);

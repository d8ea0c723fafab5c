import { PageLink } from "@/components/ui/page-link";
import type { FleetImage } from "@/lib/fleet/fleet-image";
import { imageHref } from "@/lib/view/page-of";

/** From an open row to everything that is known of its image. */
export const ImageLink = ({ imageId }: FleetImage) => (
  <PageLink href={imageHref(imageId)} className="button mt-4">
    Open image page
  </PageLink>
);

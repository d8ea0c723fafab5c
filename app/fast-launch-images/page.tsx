import type { Metadata } from "next";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { FastLaunchImagesView } from "./view";

export const metadata: Metadata = { title: fastLaunchImages.title };

export default function Page() {
  return <FastLaunchImagesView />;
}

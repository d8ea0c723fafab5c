import type { Metadata } from "next";
import { images } from "@/lib/resources/images";
import { ImagesView } from "./view";

export const metadata: Metadata = { title: images.title };

export default function Page() {
  return <ImagesView />;
}

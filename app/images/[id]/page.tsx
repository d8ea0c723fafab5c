import type { Metadata } from "next";
import { addressText } from "@/lib/core/routes";
import { ImageView } from "./view";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: addressText((await params).id) };
}

export default async function Page({ params }: Props) {
  return <ImageView imageId={addressText((await params).id)} />;
}

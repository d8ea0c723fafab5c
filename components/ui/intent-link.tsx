"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link whose page is made ready as soon as somebody points at it, touches it or reaches it by keyboard, and not before: on
 * every page stand dozens of links, and each page that is made ready costs the server as much as one that is opened.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, "prefetch" | "onPointerEnter" | "onFocus">) {
  const [meant, setMeant] = useState(false);
  const means = () => setMeant(true);
  return <Link {...props} prefetch={meant ? null : false} onPointerEnter={means} onFocus={means} />;
}

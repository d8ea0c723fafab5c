"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { scopeSearch } from "@/lib/client/url-state";
import { withScope } from "@/lib/core/routes";

interface PageLinkProps {
  href: string;
  className?: string;
  /** A table's rows are reached by arrows; what stands in them is not. */
  tabIndex?: number;
  title?: string;
  children: React.ReactNode;
}

/** A link within the product: the chosen scopes go along. Nothing is loaded before it is followed, for there may be many. */
export function PageLink({ href, className = "link", tabIndex, title, children }: PageLinkProps) {
  const kept = scopeSearch(new URLSearchParams(useSearchParams()));
  return (
    <Link
      href={withScope(href, kept)}
      prefetch={false}
      className={className}
      {...(tabIndex !== undefined && { tabIndex })}
      {...(title !== undefined && { title })}
      // Within a row a click would open the row as well.
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  );
}

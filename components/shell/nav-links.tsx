"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { IntentLink } from "@/components/ui/intent-link";
import { scopeSearch } from "@/lib/client/url-state";
import { NAV } from "./nav";

/** The pages. The chosen regions go along. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  const kept = scopeSearch(new URLSearchParams(useSearchParams()));
  return (
    <nav aria-label="Pages" className="grid gap-4">
      {NAV.map(({ heading, items }) => (
        <div key={heading ?? ""}>
          {heading !== null && <p className="px-2.5 pb-1 text-xs text-muted">{heading}</p>}
          <ul className="grid gap-px">
            {items.map(({ href, label }) => (
              <li key={href}>
                <IntentLink
                  href={`${href}${kept}`}
                  {...currentOf(href, pathname)}
                  {...(onNavigate && { onClick: onNavigate })}
                  className="block rounded-md px-2.5 py-1.5 hover:bg-hover aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
                >
                  {label}
                </IntentLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The page that is shown, or the list to which it belongs. */
function currentOf(href: string, pathname: string): { "aria-current"?: "page" | true } {
  if (pathname === href) return { "aria-current": "page" };
  return pathname.startsWith(`${href}/`) ? { "aria-current": true } : {};
}

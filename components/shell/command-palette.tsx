"use client";

import { Command, defaultFilter } from "cmdk";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { accountLabel } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { scopeSearch } from "@/lib/client/url-state";
import { accountHref, imageHref } from "@/lib/core/routes";
import type { AccountNames } from "@/lib/core/scopes-answer";
import { NAV } from "./nav";

interface Destination {
  label: string;
  href: string;
}

/** Goes to a page, or straight to what is known of a pasted image, account, report, task or configuration. */
export function CommandPalette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [text, setText] = useState("");
  const router = useRouter();
  const params = useSearchParams();
  const go = (href: string) => {
    onOpenChange(false);
    setText("");
    router.push(href);
  };
  const names = useAccountNames();
  const kept = scopeSearch(new URLSearchParams(params));
  const pages = NAV.flatMap(({ items }) => items).map(({ href, label }) => ({ label, href: `${href}${kept}` }));
  const item = "flex cursor-pointer items-center rounded px-3 py-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent";
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="Go to"
      filter={(value, search) => defaultFilter(value, search.trim())}
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="panel fixed top-[18vh] left-1/2 z-50 w-[min(34rem,94vw)] -translate-x-1/2 overflow-hidden"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Page, image id, account id, report id…"
        className="h-11 w-full border-b bg-transparent px-4 outline-none"
      />
      <Command.List className="max-h-80 overflow-y-auto p-2">
        <Command.Empty className="px-3 py-2 text-muted">No page has this name, and it is no id.</Command.Empty>
        {destinations(text.trim(), names).map(({ label, href }) => (
          <Command.Item key={href} value={`${text} ${label}`} onSelect={() => go(href)} className={item}>
            {label}
          </Command.Item>
        ))}
        {pages.map(({ label, href }) => (
          <Command.Item key={href} value={label} onSelect={() => go(href)} className={item}>
            {label}
          </Command.Item>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

/** Where a pasted id leads. */
function destinations(text: string, names: AccountNames): Destination[] {
  const id = encodeURIComponent(text);
  const digits = text.replaceAll("-", "");
  if (/^ami-[0-9a-f]{8,17}$/.test(text)) {
    return [
      { label: `May ${text} be removed?`, href: imageHref(text) },
      { label: `Who uses ${text}?`, href: `/image-usage-report-entries?image-id=${id}` },
      { label: `Usage reports of ${text}`, href: `/image-usage-reports?image-id=${id}` },
      { label: `Fast launch of ${text}`, href: `/fast-launch-images?image-id=${id}` },
    ];
  }
  if (/^amiur-[0-9a-f]+$/.test(text))
    return [{ label: `What ${text} counted`, href: `/image-usage-report-entries?report-id=${id}&reports=all` }];
  if (/^import-ami-[0-9a-z]+$/.test(text)) return [{ label: `Import ${text}`, href: `/import-image-tasks?import-task-id=${id}` }];
  if (/^\d{12}$/.test(digits)) {
    const account = accountLabel(names, digits);
    return [
      { label: `Everything known of ${account}`, href: accountHref(digits) },
      { label: `Which images does ${account} use?`, href: `/image-usage-report-entries?filter.account-id=${digits}` },
      { label: `Licenses that ${account} consumes`, href: `/license-usage?filter.resourceAccount=${digits}` },
    ];
  }
  return [];
}

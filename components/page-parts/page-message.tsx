import { PageLink } from "@/components/ui/page-link";

/** In place of a page about one thing: why there is nothing to show, and where to go. */
export function PageMessage({ title, href, link, children }: { title: string; href: string; link: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-24 text-center">
      <h1 className="text-lg font-semibold break-all">{title}</h1>
      <p className="text-muted">{children}</p>
      <PageLink href={href} className="button">
        {link}
      </PageLink>
    </div>
  );
}

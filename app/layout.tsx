import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import { AppShell } from "@/components/shell/app-shell";
import { readsSampleData } from "@/lib/aws/accounts/scopes";
import { shellPerson } from "@/lib/server/auth/shell-person";
import "./globals.css";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: "AMI Ledger", template: "%s · AMI Ledger" },
  description: "Who uses the AMIs you share, and how many licenses they consume.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f8f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0a0d11" },
  ],
};

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  await connection();
  const viewer = await shellPerson({ headers: await headers() });
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <Providers>
          {viewer === null ? (
            <main id="page">{children}</main>
          ) : (
            <AppShell sampleData={await readsSampleData()} viewer={viewer}>
              {children}
            </AppShell>
          )}
        </Providers>
      </body>
    </html>
  );
}

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import { AppShell } from "@/components/shell/app-shell";
import { readsSampleData } from "@/lib/aws/scopes";
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
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <Providers>
          <AppShell sampleData={await readsSampleData()}>{children}</AppShell>
        </Providers>
      </body>
    </html>
  );
}

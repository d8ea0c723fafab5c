import { AccountNamesProvider } from "@/components/ui/account-names";
import { CommandPaletteLoader } from "./command-palette-loader";
import { Logo } from "./logo";
import { MobileMenu } from "./mobile-menu";
import { NavLinks } from "./nav-links";
import { SampleDataNotice } from "./sample-data";
import { ScopePicker } from "./scope-picker";
import { SessionEnded } from "./session-ended";
import { SignedIn, type Viewer, ViewerProvider } from "./signed-in";

/**
 * The frame of every page: what there is on the left, the page on the right. Narrow, the left folds into a menu.
 *
 * It comes to life as one. With boundaries of Suspense in it the parts would do so one after the other,
 * and a later part could find rows that an earlier one asked for, where the server drew none.
 */
export function AppShell({ sampleData, viewer, children }: { sampleData: boolean; viewer: Viewer; children: React.ReactNode }) {
  return (
    <ViewerProvider viewer={viewer}>
      <AccountNamesProvider>
        <div className="flex h-full flex-col lg:flex-row">
          <a href="#page" className="sr-only z-50 rounded bg-canvas px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2">
            Skip to the page
          </a>
          <div className="hidden w-54 shrink-0 flex-col gap-4 overflow-y-auto border-r bg-sunken p-3 lg:flex">
            <Logo />
            <ScopePicker />
            <NavLinks />
            <CommandPaletteLoader />
            <SignedIn />
          </div>
          <div className="flex h-12 shrink-0 items-center gap-2 border-b bg-sunken px-4 lg:hidden">
            <Logo />
            <MobileMenu />
          </div>
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <SampleDataNotice sampleData={sampleData}>
              <SessionEnded />
              <main id="page" tabIndex={-1} className="min-h-0 flex-1 overflow-clip outline-none">
                {children}
              </main>
            </SampleDataNotice>
          </div>
        </div>
      </AccountNamesProvider>
    </ViewerProvider>
  );
}

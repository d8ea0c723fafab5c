"use client";

import { Menu, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { NavLinks } from "./nav-links";
import { ScopePicker } from "./scope-picker";
import { SignedIn } from "./signed-in";

/** Pages and regions, behind a button, where there is no room for them beside the page. */
export function MobileMenu() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="ml-auto grid size-9 place-items-center rounded" aria-label="Menu">
        <Menu aria-hidden className="size-5" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 grid w-72 max-w-[88vw] content-start gap-4 overflow-y-auto border-l bg-canvas p-4"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold">Menu</Dialog.Title>
            <Dialog.Close className="grid size-9 place-items-center rounded" aria-label="Close menu">
              <X aria-hidden className="size-5" />
            </Dialog.Close>
          </div>
          <ScopePicker />
          <NavLinks onNavigate={() => setOpen(false)} />
          <SignedIn />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

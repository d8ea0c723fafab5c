import { X } from "lucide-react";
import { Dialog } from "radix-ui";

interface SidePanelProps {
  title: string;
  subtitle: React.ReactNode;
  onClose: () => void;
  children: React.ReactNode;
}

/** Something about the cell that was opened, beside the grid. Esc closes it. */
export function SidePanel({ title, subtitle, onClose, children }: SidePanelProps) {
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content
        aria-describedby={undefined}
        onInteractOutside={(event) => event.preventDefault()}
        className="fixed inset-y-0 right-0 z-40 flex w-full max-w-md flex-col border-l bg-canvas xl:static xl:h-full xl:w-88 xl:shrink-0"
      >
        <header className="flex items-start gap-2 border-b px-4 py-3">
          <div className="min-w-0 flex-1">
            <Dialog.Title className="line-clamp-4 font-semibold break-all">{title}</Dialog.Title>
            <p className="line-clamp-3 text-muted break-all">{subtitle}</p>
          </div>
          <Dialog.Close
            className="grid size-7 shrink-0 place-items-center rounded text-muted hover:text-ink"
            aria-label="Close"
            title="Close (Esc)"
          >
            <X aria-hidden className="size-4" />
          </Dialog.Close>
        </header>
        <div className="grid min-h-0 content-start gap-4 overflow-y-auto px-4 py-3">{children}</div>
      </Dialog.Content>
    </Dialog.Root>
  );
}

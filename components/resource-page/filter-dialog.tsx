"use client";

import { Filter } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { fieldsOf, fieldValues, withFieldValues } from "@/lib/client/request-fields";
import type { Parameter, Resource } from "@/lib/resources/resource";

/** What AWS itself is asked for: ids and filters of the operation. Applied at once, as one new reading. */
export function FilterDialog<Row>({ resource }: { resource: Resource<Row> }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const apply = (form: FormData) => {
    const next = withFieldValues(resource, new URLSearchParams(params), form);
    router.push(`${pathname}?${next}`);
    setOpen(false);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="button">
        <Filter aria-hidden className="size-3.5" /> AWS filters
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content className="panel fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(34rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto p-5">
          <Dialog.Title className="text-lg font-semibold">Ask AWS for less</Dialog.Title>
          <Dialog.Description className="mb-4 text-muted">
            AWS reads only what matches all of these. Several values of one field, separated by spaces or line breaks, match any of them;
            one that has a space in it goes in quotes.
          </Dialog.Description>
          <form action={apply} className="grid gap-3">
            {fieldsOf(resource).map(([name, parameter]) => (
              <Field key={name} name={name} parameter={parameter} value={fieldValues(new URLSearchParams(params), name)} />
            ))}
            <div className="mt-2 flex justify-end gap-2">
              <Dialog.Close className="button">Cancel</Dialog.Close>
              <button type="submit" className="button button-primary">
                Read again
              </button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Field({ name, parameter, value }: { name: string; parameter: Parameter; value: string }) {
  const listId = parameter.suggestions && `suggestions-${name}`;
  return (
    <label className="grid gap-1">
      <span className="font-medium">{parameter.label}</span>
      <input
        name={name}
        defaultValue={value}
        list={listId}
        placeholder={parameter.example}
        className="field font-mono text-xs"
        autoComplete="off"
        spellCheck={false}
      />
      <span className="text-xs text-muted">{parameter.expected}</span>
      {listId && (
        <datalist id={listId}>
          {parameter.suggestions?.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </label>
  );
}

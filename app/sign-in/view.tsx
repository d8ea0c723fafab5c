import { Logo } from "@/components/shell/logo";
import { SignOut } from "@/components/shell/sign-out";

interface SignInViewProps {
  /** The page to return to. */
  to: string;
  /** What went wrong at the last try. */
  fault: string | null;
  /** Why they may not enter, in a sentence. */
  refusal: string | null;
  /** Who the provider says they are, and the code under which the log says why they may not enter. */
  known: { name: string; reason: string } | null;
  /** People sign in at a provider rather than at a proxy in front. */
  atProvider: boolean;
}

/** One sentence, one button. */
export function SignInView({ to, fault, refusal, known, atProvider }: SignInViewProps) {
  return (
    <div className="mx-auto grid max-w-sm content-start gap-6 px-4 pt-[18vh] pb-12">
      <Logo />
      {refusal === null ? (
        <div className="grid gap-2">
          <h1 className="text-lg font-semibold">Sign in</h1>
          <p className="text-muted">See who uses the AMIs you share, and how many licenses they consume.</p>
        </div>
      ) : (
        <div className="grid gap-2">
          <h1 className="text-lg font-semibold">{known === null ? "You cannot enter" : "You are signed in, but may not enter"}</h1>
          <p className="break-words">{refusal}</p>
          {known !== null && (
            <p className="break-words text-muted">
              You are signed in as <strong className="font-semibold">{known.name}</strong>. Whoever runs AMI Ledger can let you in, and
              finds what to change in its log under <code>{known.reason}</code>.
            </p>
          )}
        </div>
      )}
      {fault !== null && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2">
          {fault}
        </p>
      )}
      {atProvider && (
        <div className="flex flex-wrap gap-2">
          {known === null ? (
            <a href={startAddress(to)} className="button button-primary">
              Sign in
            </a>
          ) : (
            <SignOut className="button">Sign out, to use another account</SignOut>
          )}
        </div>
      )}
    </div>
  );
}

const startAddress = (to: string): string => `/api/auth/sign-in${to === "/" ? "" : `?to=${encodeURIComponent(to)}`}`;

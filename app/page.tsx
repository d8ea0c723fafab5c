import { OverviewView } from "./overview-view";

export default function Page() {
  return <OverviewView />;
}

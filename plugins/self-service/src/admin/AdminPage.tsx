import { SectionFrame } from '../shared/SectionFrame';

/** Limits, policies, prices, targets and previews. */
export function AdminPage() {
  return (
    <SectionFrame section="admin" description="Limits, policies, prices, targets and previews">
      {null}
    </SectionFrame>
  );
}

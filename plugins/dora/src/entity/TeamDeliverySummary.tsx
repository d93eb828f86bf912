import { LoadingState } from '@slipway/ui';
import { lazy, Suspense } from 'react';

// The home page shows at once; what it says of delivery comes after.
const ScopeSummary = lazy(() =>
  import('./ScopeSummary').then(module => ({ default: module.ScopeSummary })),
);

/** Properties of {@link TeamDeliverySummary}. */
export type TeamDeliverySummaryProps = {
  /** `group:default/checkout`. */
  groupRef: string;
  /** Level of headings that error states show; 3 by default. */
  headingLevel?: 2 | 3 | 4;
};

/**
 * A team's five metrics over the last 90 days with a link to its page, for the
 * home page. Brings its own loading, error and no-permission states.
 */
export function TeamDeliverySummary(props: TeamDeliverySummaryProps) {
  const { groupRef, headingLevel = 3 } = props;
  return (
    <Suspense
      fallback={
        <LoadingState
          label="Loading delivery metrics"
          rows={5}
          rowHeight={38}
        />
      }
    >
      <ScopeSummary entityRef={groupRef} headingLevel={headingLevel} />
    </Suspense>
  );
}

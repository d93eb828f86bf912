import { Text } from '@backstage/ui';
import { ErrorState, LoadingState, Panel } from '@slipway/ui';
import { PlanDiff, planSummary } from './PlanDiff';
import { PreviewState } from './usePreview';
import { VerdictList } from './VerdictList';
import styles from './shared.module.css';

function Content(props: { state: PreviewState }) {
  const { preview, error, retry } = props.state;
  if (error) {
    return (
      <ErrorState
        title="What will happen could not be worked out"
        error={error}
        onRetry={retry}
        kept="What you typed is kept."
        headingLevel={3}
      />
    );
  }
  if (!preview) {
    return <LoadingState label="Working out what will happen" rows={3} />;
  }
  if (!preview.plan) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        Shows once the fields above are filled in.
      </Text>
    );
  }
  return (
    <>
      <PlanDiff plan={preview.plan} />
      <Text as="h3" variant="body-medium" weight="bold">
        Policies
      </Text>
      <VerdictList verdicts={preview.verdicts} />
    </>
  );
}

/** The plan as a diff and what the policies say, kept true to what is typed. */
export function WhatWillHappen(props: {
  state: PreviewState;
  headingLevel?: 2 | 3;
}) {
  const { state, headingLevel = 2 } = props;
  const plan = state.error ? undefined : state.preview?.plan;
  return (
    <div
      className={styles.outcome}
      aria-busy={state.pending}
      data-stale={state.pending && Boolean(state.preview)}
    >
      <Panel
        title="What will happen"
        headingLevel={headingLevel}
        description={plan ? `${planSummary(plan.items)}.` : undefined}
      >
        <Content state={state} />
      </Panel>
    </div>
  );
}

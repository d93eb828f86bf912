import { Text } from '@backstage/ui';
import { Decision } from '@slipway/plugin-self-service-common';
import { EntityLinks } from '@slipway/plugin-catalog-module-slipway';
import { Panel, RelativeTime, StatusTone, Timeline } from '@slipway/ui';
import { shortHash } from '../shared/actionWords';
import styles from '../shared/shared.module.css';
import { Someone } from '../shared/Someone';

const words: Record<Decision['decision'], { word: string; tone: StatusTone }> =
  {
    approved: { word: 'Approved', tone: 'positive' },
    refused: { word: 'Refused', tone: 'negative' },
    lapsed: { word: 'Lapsed', tone: 'warning' },
  };

function Title(props: { decision: Decision }) {
  const { decision, by, as } = props.decision;
  return decision === 'lapsed' ? (
    <>Approval lapsed</>
  ) : (
    <>
      {words[decision].word} by <Someone who={by} /> as {as}
    </>
  );
}

/** Who decided what, on which plan, and who else could have. */
export function DecisionList(props: { decisions: readonly Decision[] }) {
  const { decisions } = props;
  return (
    <Panel title="Decisions" headingLevel={2}>
      <Timeline
        label="Decisions"
        items={decisions.map(each => ({
          id: each.id,
          tone: words[each.decision].tone,
          status: words[each.decision].word,
          title: <Title decision={each} />,
          aside: <RelativeTime instant={each.at} />,
          children: (
            <>
              {each.reason && (
                <Text as="p" variant="body-medium">
                  “{each.reason}”
                </Text>
              )}
              <Text
                as="p"
                variant="body-small"
                color="secondary"
                className={styles.smallLinks}
              >
                On plan{' '}
                <code className={styles.mono} title={each.planHash}>
                  {shortHash(each.planHash)}
                </code>
                {each.approvers.length > 0 && (
                  <>
                    ; could have decided:{' '}
                    <EntityLinks entityRefs={each.approvers} />
                  </>
                )}
              </Text>
            </>
          ),
        }))}
      />
    </Panel>
  );
}

import { Link, Text } from '@backstage/ui';
import { QuotaEffect } from '@slipway/plugin-self-service-common';
import { Panel, UsageBar } from '@slipway/ui';
import { metricWords } from './metricWords';
import styles from './shared.module.css';
import { useLinks } from './useLinks';

const scopeWords = {
  team: 'team',
  'environment-class': 'environments of class',
  'cost-center': 'cost center',
};

/** `CPU of team checkout in production`. */
function quotaLabel(
  quota: Pick<QuotaEffect, 'metric' | 'scope' | 'subject' | 'environmentClass'>,
): string {
  const { metric, scope, subject, environmentClass } = quota;
  const name = subject.replace(/^group:default\//, '');
  const where = environmentClass ? ` in ${environmentClass}` : '';
  return `${metricWords(metric)} of ${scopeWords[scope]} ${name}${where}`;
}

/** The limits that a request touches, and what it would leave of them. */
export function QuotaPanel(props: {
  /** null while it is not known. */
  quota: readonly QuotaEffect[] | null;
  headingLevel: 2 | 3;
}) {
  const { quota, headingLevel } = props;
  const links = useLinks();
  return (
    <Panel
      title="Quota"
      headingLevel={headingLevel}
      actions={
        quota &&
        quota.length > 0 && (
          <Link href={links.admin('limits')} standalone>
            All limits
          </Link>
        )
      }
    >
      {!quota?.length ? (
        <Text as="p" variant="body-small" color="secondary">
          {quota ? 'No quota applies.' : 'Not known yet.'}
        </Text>
      ) : (
        <div className={styles.quotas}>
          {quota.map(each => (
            <UsageBar
              key={each.id}
              label={quotaLabel(each)}
              unit={each.unit}
              limit={each.limit}
              used={each.used}
              asked={each.asked}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}

import { Container, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { Panel, useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { useChanges } from '../data/useChanges';
import { ApprovalPanel } from '../shared/ApprovalText';
import { CostPanel } from '../shared/CostPanel';
import { Crumbs } from '../shared/Crumbs';
import { PlanDiff, planSummary } from '../shared/PlanDiff';
import { QuotaPanel } from '../shared/QuotaPanel';
import { isMoving } from '../shared/states';
import { ThingPage } from '../shared/ThingPage';
import { useLinks } from '../shared/useLinks';
import { VerdictList } from '../shared/VerdictList';
import { DecisionList } from './DecisionList';
import { DecisionPanel } from './DecisionPanel';
import { FailureCard } from './FailureCard';
import { RequestFacts } from './RequestFacts';
import { RequestMoves } from './RequestMoves';
import { StepsPanel } from './StepsPanel';
import styles from '../shared/shared.module.css';

/** Afterwards the decisions tell who decided. */
const undecided = ['draft', 'judged', 'waiting-for-approval'];

/** Whether somebody has yet to say yes or no. */
const isOpen = ({ state }: RequestDetail) => state === 'waiting-for-approval';

function Plan(props: { request: RequestDetail }) {
  const { plan, state } = props.request;
  if (!plan) return null;
  const past = ['done', 'cancelled'].includes(state);
  return (
    <Panel
      title={past ? 'What was planned' : 'What will happen'}
      headingLevel={2}
      description={`${planSummary(plan.items)}. Template ${
        plan.templateVersion
      }.`}
    >
      <PlanDiff plan={plan} />
    </Panel>
  );
}

function Detail(props: { request: RequestDetail; onMoved: () => void }) {
  const { request, onMoved } = props;
  const { id, verdicts, approval, cost, costBefore, quota } = request;
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <RequestFacts request={request} />
        {request.failure && (
          <FailureCard failure={request.failure}>
            <RequestMoves request={request} onMoved={onMoved} />
          </FailureCard>
        )}
        {isOpen(request) && (
          <DecisionPanel key={id} request={request} onDecided={onMoved} />
        )}
        {request.steps.length > 0 && <StepsPanel request={request} />}
        <Plan request={request} />
        <Panel title="Policies" headingLevel={2}>
          <VerdictList verdicts={verdicts} />
        </Panel>
        {request.decisions.length > 0 && (
          <DecisionList decisions={request.decisions} />
        )}
      </div>
      <aside aria-label="What it comes to" className={styles.aside}>
        <CostPanel cost={cost} before={costBefore} />
        <QuotaPanel quota={quota} headingLevel={2} />
        {undecided.includes(request.state) && (
          <ApprovalPanel approval={approval} />
        )}
      </aside>
    </div>
  );
}

/** One request: who asked for what and why, how it stands, what it will do. */
export function RequestPage(props: { id: string }) {
  const { id } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const answer = useRemote(api, `request ${id}`, signal =>
    api.requestById(id, { signal }),
  );
  const { data, refresh } = answer;
  useChanges({
    concerns: change =>
      change.requestId === id || change.resourceId === data?.resourceId,
    moving: data ? isMoving(data.state) : false,
    onChange: refresh,
  });
  return (
    <ThingPage what="request" remote={answer}>
      {request => (
        <>
          <Header
            title={request.title}
            customActions={
              !request.failure && (
                <RequestMoves request={request} onMoved={refresh} />
              )
            }
          />
          <Crumbs
            crumbs={[
              {
                label: request.resourceName,
                href: links.resource(request.resourceId),
              },
              { label: request.title, href: links.request(id) },
            ]}
          />
          <Container className={styles.page}>
            <Detail request={request} onMoved={refresh} />
          </Container>
        </>
      )}
    </ThingPage>
  );
}

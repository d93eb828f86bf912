import { Text } from '@backstage/ui';
import { RequestDetail, StepView } from '@slipway/plugin-self-service-common';
import {
  CountdownText,
  ElapsedTime,
  formatInstant,
  formatQuantity,
  Panel,
  Timeline,
} from '@slipway/ui';
import { stepStateWords } from '../shared/states';
import styles from './request.module.css';

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function Log(props: { step: StepView }) {
  const { log, title, state } = props.step;
  if (log.length === 0) return null;
  return (
    <details open={state === 'failed'} className={styles.logFrame}>
      <summary>Log, {formatQuantity(log.length, 'line')}</summary>
      <ol aria-label={`Log of ${title}`} className={styles.log}>
        {log.map(({ at, text }, index) => (
          <li key={index}>
            <time dateTime={at} title={formatInstant(at)}>
              {clock.format(new Date(at))}
            </time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Details(props: { step: StepView }) {
  const { message, attempts, state, nextAttemptAt } = props.step;
  const again =
    attempts > 1 &&
    (state === 'failed' ? `${attempts} attempts.` : `Attempt ${attempts}.`);
  const open = state === 'running' || state === 'failed';
  return (
    <>
      {open && (message || again || nextAttemptAt) && (
        <Text as="p" variant="body-small" color="secondary">
          {[again, message && `${message.replace(/\.$/, '')}.`]
            .filter(Boolean)
            .join(' ')}
          {nextAttemptAt && state === 'running' && (
            <>
              {' '}
              Next attempt <CountdownText instant={nextAttemptAt} />.
            </>
          )}
        </Text>
      )}
      <Log step={props.step} />
    </>
  );
}

/** How far along it is, in a sentence. */
function progressOf(request: RequestDetail): string {
  const { steps, state } = request;
  const done = steps.filter(step =>
    ['done', 'skipped'].includes(step.state),
  ).length;
  const running = steps.find(step => step.state === 'running');
  if (running && state === 'running') {
    return `Step ${done + 1} of ${steps.length}: ${running.title}`;
  }
  return `${done} of ${formatQuantity(steps.length, 'step')} done`;
}

/** Each step with its attempts, its log and how long it took. */
export function StepsPanel(props: { request: RequestDetail }) {
  const { request } = props;
  return (
    <Panel title="Steps" headingLevel={2} description={progressOf(request)}>
      <Timeline
        label="Steps"
        items={request.steps.map(step => ({
          id: step.key,
          title: step.title,
          tone: stepStateWords[step.state].tone,
          status: stepStateWords[step.state].word,
          quiet: ['waiting', 'skipped', 'undone'].includes(step.state),
          aside: step.startedAt && (
            <ElapsedTime from={step.startedAt} to={step.endedAt} />
          ),
          children: <Details step={step} />,
        }))}
      />
    </Panel>
  );
}

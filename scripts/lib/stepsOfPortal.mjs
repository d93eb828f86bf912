const LABELS = {
  database: ['Starting PostgreSQL', 'Started PostgreSQL'],
  portal: ['Starting the portal', 'Started the portal'],
  sample: ['Loading the sample data', 'Loaded the sample data'],
};

/**
 * Shows what a launcher reports as steps.
 *
 * @returns `show`, for each LauncherMessage, and `end`, for when it is gone
 */
export function stepsOfPortal(steps) {
  const running = new Map();
  const take = name => {
    const step = running.get(name);
    running.delete(name);
    return step;
  };
  return {
    show({ kind, step: name, state, done, total, message }) {
      if (kind === 'step' && state === 'started') {
        running.set(name, steps.begin(LABELS[name][0]));
      } else if (kind === 'step') {
        take(name)?.done(LABELS[name][1]);
      } else if (kind === 'progress') {
        running.get(name)?.detail(`${done} of ${total}`);
      } else if (kind === 'warning') {
        take(name)?.fail();
        steps.note(`  ${message}`);
      }
    },
    end({ failed }) {
      for (const step of running.values()) {
        if (failed) {
          step.fail();
        } else {
          step.skip();
        }
      }
    },
  };
}

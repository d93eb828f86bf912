// @ts-check

/**
 * Resources are what people have; requests are what they asked for, each with
 * the plan that was judged and approved; steps are the journal of carrying it
 * out; inventory is what was made; reservations hold quota from the acceptance
 * of a request on. The audit is append-only and each record carries the hash of
 * the one before.
 *
 * @param { import('knex').Knex } knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('resources', table => {
    table.uuid('id').primary();
    table.text('kind').notNullable();
    table.text('name').notNullable();
    table.text('target').notNullable();
    table.text('team').notNullable();
    table.text('environment').notNullable();
    table.text('environment_class').notNullable();
    table.text('cost_center').nullable();
    table.text('system').nullable();
    table.text('component').nullable();
    table.text('state').notNullable();
    table
      .integer('version')
      .notNullable()
      .defaultTo(1)
      .comment('compare-and-set: each write counts it up');
    table.integer('generation').notNullable().defaultTo(1);
    table.integer('observed_generation').notNullable().defaultTo(0);
    table.jsonb('spec').notNullable();
    table.text('template_version').notNullable();
    table.text('plan_hash').nullable().comment('of what was applied last');
    table.boolean('paused').notNullable().defaultTo(false);
    table.boolean('protected').notNullable().defaultTo(false);
    table.text('adoption').notNullable().defaultTo('never');
    table.boolean('sample').notNullable().defaultTo(false);
    table.text('requested_by').notNullable();
    table.jsonb('cost').nullable();
    table.jsonb('conditions').notNullable().defaultTo('[]');
    table.jsonb('observation').nullable();
    table.jsonb('blockers').notNullable().defaultTo('[]');
    table.jsonb('failure').nullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('updated_at').notNullable();

    table.text('ttl').nullable().comment('ISO 8601 duration');
    table
      .timestamp('lives_since')
      .nullable()
      .comment('what the maximum is counted from; null until it may be made');
    table.timestamp('expires_at').nullable();
    table.timestamp('last_active_at').nullable();
    table
      .text('acted_key')
      .nullable()
      .comment('who acted at once last, by which key: a repetition is known');
    table
      .text('expiry_stage')
      .notNullable()
      .defaultTo('none')
      .comment('none, warned, paused, grace');
    table
      .timestamp('expiry_stage_since')
      .nullable()
      .comment('no stage is shorter than it should be, however late it began');
    table.jsonb('pin').nullable();
    table.timestamp('undo_until').nullable().comment('of a deletion');
    table
      .text('state_before_expiring')
      .nullable()
      .comment('where an undo or an extension leads back to');

    table.text('lease_holder').nullable();
    table.timestamp('lease_until').nullable();
    table
      .bigInteger('fence')
      .notNullable()
      .defaultTo(0)
      .comment('counts up with each lease; writes of an older one are refused');
    table
      .timestamp('next_run_at')
      .nullable()
      .comment('when the reconciler has to look at it again');
    table.integer('attempts').notNullable().defaultTo(0);
  });
  await knex.raw(
    `CREATE UNIQUE INDEX resources_name ON resources (kind, target, name)
     WHERE state NOT IN ('destroyed', 'cancelled')`,
  );
  await knex.raw(
    `CREATE INDEX resources_due ON resources (next_run_at)
     WHERE next_run_at IS NOT NULL`,
  );
  await knex.raw('CREATE INDEX resources_team ON resources (team, state)');

  await knex.schema.createTable('requests', table => {
    table.uuid('id').primary();
    table
      .uuid('resource_id')
      .notNullable()
      .references('resources.id')
      .onDelete('CASCADE');
    table.text('kind').notNullable();
    table.text('action').notNullable();
    table.text('title').notNullable();
    table.text('state').notNullable();
    table.integer('version').notNullable().defaultTo(1);
    table.jsonb('inputs').notNullable();
    table
      .jsonb('desired')
      .notNullable()
      .comment('the resource as it is wanted afterwards (DesiredResource)');
    table
      .jsonb('previous')
      .nullable()
      .comment('the resource as it was before, for a roll-back');
    table.text('reason').nullable();
    table.jsonb('plan').nullable().comment('null for a deletion');
    table.jsonb('changes').notNullable().defaultTo('[]');
    table.boolean('observed').notNullable().defaultTo(false);
    table.text('plan_hash').notNullable();
    table.text('policy_version').notNullable();
    table.text('approved_hash').nullable();
    table.jsonb('verdicts').notNullable().defaultTo('[]');
    table.jsonb('quota').notNullable().defaultTo('[]');
    table.jsonb('cost').nullable();
    table.jsonb('cost_before').nullable();
    table.jsonb('approval').nullable();
    table.text('requested_by').notNullable();
    table.text('on_behalf_of').nullable();
    table.text('idempotency_key').nullable();
    table
      .text('asked_hash')
      .nullable()
      .comment('of what was asked by that key: another wish needs another key');
    table.timestamp('requested_at').notNullable();
    table.timestamp('updated_at').notNullable();
    table.timestamp('expires_at').nullable();
    table
      .timestamp('remind_at')
      .nullable()
      .comment('when those who can decide are told again; null once they were');
    table.text('cancel_reason').nullable();
    table.jsonb('failure').nullable();
    table.unique(['requested_by', 'idempotency_key']);
  });
  await knex.raw(
    `CREATE UNIQUE INDEX requests_one_open ON requests (resource_id)
     WHERE state NOT IN ('done', 'cancelled')`,
  );
  await knex.raw(
    'CREATE INDEX requests_by_time ON requests (requested_at DESC, id)',
  );
  await knex.raw(
    'CREATE INDEX requests_of_resource ON requests (resource_id, requested_at DESC, id)',
  );

  await knex.schema.createTable('decisions', table => {
    table.uuid('id').primary();
    table
      .uuid('request_id')
      .notNullable()
      .references('requests.id')
      .onDelete('CASCADE');
    table.text('decision').notNullable();
    table.text('by').notNullable();
    table.text('as').notNullable();
    table.jsonb('approvers').notNullable();
    table.text('plan_hash').notNullable();
    table.text('reason').nullable();
    table.timestamp('at').notNullable();
    table.index(['request_id']);
  });

  await knex.schema.createTable('steps', table => {
    table
      .uuid('request_id')
      .notNullable()
      .references('requests.id')
      .onDelete('CASCADE');
    table.text('phase').notNullable().comment('do or undo');
    table.text('key').notNullable();
    table.integer('position').notNullable();
    table.text('title').notNullable();
    table.text('state').notNullable();
    table.text('input_hash').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table
      .timestamp('intended_at')
      .nullable()
      .comment('write-ahead of a step that cannot be repeated');
    table
      .timestamp('issued_at')
      .nullable()
      .comment('it was done and is waited for: only check is asked from here');
    table
      .timestamp('failing_since')
      .nullable()
      .comment('since when each try ended in a problem');
    table
      .integer('unfinished')
      .notNullable()
      .defaultTo(0)
      .comment('tries in a row that came to no end, since their process died');
    table.bigInteger('fence').notNullable();
    table.jsonb('output').nullable();
    table.text('message').nullable();
    table.jsonb('log').notNullable().defaultTo('[]');
    table.timestamp('started_at').nullable();
    table.timestamp('ended_at').nullable();
    table.timestamp('next_attempt_at').nullable();
    table.primary(['request_id', 'phase', 'key']);
  });

  await knex.schema.createTable('inventory', table => {
    table
      .uuid('resource_id')
      .notNullable()
      .references('resources.id')
      .onDelete('CASCADE');
    table.text('key').notNullable();
    table.text('type').notNullable();
    table.text('reference').notNullable();
    table.integer('wave').notNullable();
    table.jsonb('identity').notNullable();
    table.text('state').notNullable().comment('present or removed');
    table.timestamp('since').notNullable();
    table.primary(['resource_id', 'key']);
  });

  await knex.schema.createTable('quotas', table => {
    table.uuid('id').primary();
    table.text('scope').notNullable();
    table.text('subject').notNullable();
    table.text('environment_class').notNullable().defaultTo('*');
    table.text('metric').notNullable();
    table.text('unit').notNullable();
    table.decimal('limit', 20, 6).notNullable();
    table.text('origin').notNullable().comment('settings or person');
    table.text('updated_by').notNullable();
    table.timestamp('updated_at').notNullable();
    table.unique(['scope', 'subject', 'environment_class', 'metric']);
  });

  await knex.schema.createTable('reservations', table => {
    table
      .uuid('resource_id')
      .notNullable()
      .references('resources.id')
      .onDelete('CASCADE');
    table.text('metric').notNullable();
    table.text('unit').notNullable();
    table
      .decimal('quantity', 20, 6)
      .notNullable()
      .comment('while a change runs, the larger of before and after');
    table.boolean('paused').notNullable().defaultTo(false);
    table.text('team').notNullable();
    table.text('environment_class').notNullable();
    table.text('cost_center').nullable();
    table.primary(['resource_id', 'metric', 'team']);
    table.index(['metric', 'team']);
  });

  await knex.schema.createTable('drift', table => {
    table.uuid('id').primary();
    table
      .uuid('resource_id')
      .notNullable()
      .references('resources.id')
      .onDelete('CASCADE');
    table.text('item_key').notNullable();
    table.text('item_type').notNullable();
    table.text('path').notNullable();
    table.jsonb('desired').nullable();
    table.jsonb('actual').nullable();
    table.text('manager').nullable();
    table.text('mode').notNullable();
    table.text('state').notNullable().comment('open, corrected or gone');
    table.timestamp('first_seen_at').notNullable();
    table.timestamp('last_seen_at').notNullable();
    table.index(['resource_id', 'state']);
  });

  await knex.schema.createTable('previews', table => {
    table.uuid('id').primary();
    table.text('repository').notNullable();
    table.integer('number').notNullable();
    table.text('title').notNullable();
    table.text('link').nullable();
    table.text('component').notNullable();
    table.text('team').notNullable();
    table.text('wanted').notNullable().comment('open or closed');
    table.integer('round').notNullable().comment('counts up when reopened');
    table
      .uuid('resource_id')
      .nullable()
      .references('resources.id')
      .onDelete('SET NULL');
    table.text('problem').nullable();
    table
      .text('seen_state')
      .nullable()
      .comment('of the resource when its pull request was told last');
    table.text('comment_id').nullable();
    table.text('comment_hash').nullable();
    table.text('requested_by').notNullable();
    table.timestamp('heard_at').notNullable();
    table.timestamp('active_at').notNullable();
    table.timestamp('checked_at').nullable();
    table
      .uuid('claim')
      .nullable()
      .comment('of who brings it in step just now; others leave it alone');
    table.timestamp('claimed_until').nullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('updated_at').notNullable();
    table.unique(['repository', 'number']);
    table.index(['team']);
  });

  await knex.schema.createTable('audit', table => {
    table.bigInteger('sequence').primary();
    table.timestamp('at').notNullable();
    table.text('event').notNullable();
    table.text('actor').notNullable();
    table.text('on_behalf_of').nullable();
    table.uuid('resource_id').nullable();
    table.text('resource_name').nullable();
    table.uuid('request_id').nullable();
    table.text('kind').nullable();
    table.text('team').nullable();
    table.text('environment').nullable();
    table.text('reason').nullable();
    table.text('plan_hash').nullable();
    table.jsonb('before').nullable();
    table.jsonb('after').nullable();
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.index(['at']);
    table.index(['resource_id']);
    table.index(['request_id']);
    table.index(['actor']);
  });

  await knex.schema.createTable('audit_head', table => {
    table
      .boolean('only')
      .primary()
      .defaultTo(true)
      .comment('one row: where the chain ends, and where it begins');
    table.bigInteger('sequence').notNullable();
    table.text('hash').notNullable();
    table.bigInteger('anchor_sequence').notNullable();
    table.text('anchor_hash').notNullable();
  });
  await knex('audit_head').insert({
    only: true,
    sequence: 0,
    hash: '',
    anchor_sequence: 0,
    anchor_hash: '',
  });
  // Also against a mistake in this code: a record is written once. Retention
  // says who it is by a setting of its own transaction, and even then nothing
  // younger than 30 days goes.
  await knex.raw(`
    CREATE FUNCTION refuse_change_of_audit() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      IF current_setting('slipway.audit_retention', true) IS DISTINCT FROM 'on'
        OR TG_OP = 'UPDATE'
      THEN
        RAISE EXCEPTION 'The audit is append-only: % is refused', TG_OP;
      END IF;
      IF TG_OP = 'DELETE' THEN
        IF OLD.at > now() - interval '30 days' THEN
          RAISE EXCEPTION 'Record % of the audit is younger than 30 days',
            OLD.sequence;
        END IF;
        RETURN OLD;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
    CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();`);
};

/**
 * @param { import('knex').Knex } knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'audit_head',
    'audit',
    'previews',
    'drift',
    'reservations',
    'quotas',
    'inventory',
    'steps',
    'decisions',
    'requests',
    'resources',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.raw('DROP FUNCTION refuse_change_of_audit()');
};

// @ts-check

/**
 * Deliveries are what sources sent, as they sent it. Facts (deployments,
 * commits) are what deliveries say, one row for each natural key. Projections
 * are what queries read. The directory is the catalog as the metrics need it.
 *
 * @param { import('knex').Knex } knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('sources', table => {
    table.text('id').primary();
    table.text('type').notNullable().comment('git or api');
    table.boolean('sample').notNullable().defaultTo(false);
    table.text('state').notNullable().defaultTo('never');
    table.timestamp('last_heard_at').nullable();
    table.text('error').nullable();
    table.jsonb('progress').nullable().comment('of the running import');
    table.jsonb('cursor').nullable().comment('how far a reader has come');
  });

  await knex.schema.createTable('deliveries', table => {
    table.bigIncrements('id');
    table.text('source').notNullable();
    table.text('delivery_id').notNullable();
    table.boolean('sample').notNullable();
    table.jsonb('payload').notNullable();
    table.timestamp('received_at').notNullable();
    table.timestamp('processed_at').nullable();
    table.unique(['source', 'delivery_id']);
  });
  await knex.raw(
    'CREATE INDEX deliveries_waiting ON deliveries (id) WHERE processed_at IS NULL',
  );

  await knex.schema.createTable('repositories', table => {
    table.increments('id');
    table.text('name').notNullable().unique();
    table.text('commit_url').nullable().comment('{sha} is replaced');
    table.text('head').nullable().comment('tip of the default branch');
    table.boolean('sample').notNullable();
  });

  await knex.schema.createTable('commits', table => {
    table
      .integer('repository_id')
      .notNullable()
      .references('repositories.id')
      .onDelete('CASCADE');
    table.text('sha').notNullable();
    table.specificType('parents', 'text[]').notNullable();
    table.timestamp('authored_at').notNullable();
    table.timestamp('committed_at').notNullable();
    table.text('subject').notNullable();
    table.primary(['repository_id', 'sha']);
  });

  await knex.schema.createTable('deployments', table => {
    table
      .text('id')
      .primary()
      .comment('derived from source and natural key: a link stays valid');
    table.text('source').notNullable();
    table.text('natural_key').notNullable();
    table.text('delivery_id').notNullable().comment('the one that won');
    table.timestamp('occurred_at').notNullable();
    table.text('service_ref').notNullable();
    table.text('raw_environment').notNullable();
    table.text('environment').nullable().comment('null when not mapped');
    table.text('version').notNullable();
    table.text('status').notNullable();
    table.timestamp('started_at').nullable();
    table.timestamp('finished_at').notNullable();
    table.bigInteger('sequence').notNullable();
    table.text('repository').nullable();
    table.text('commit_sha').nullable();
    table.jsonb('changes').nullable().comment('named by the source itself');
    table.text('title').nullable();
    table.text('url').nullable();
    table.boolean('sample').notNullable();
    table.unique(['source', 'natural_key']);
    table.index(['service_ref', 'environment']);
    table.index(['repository']);
  });

  await knex.raw(
    'CREATE INDEX deployments_unmapped ON deployments (finished_at) WHERE environment IS NULL',
  );

  await knex.schema.createTable('touched', table => {
    table.text('service_ref').notNullable();
    table.text('environment').notNullable();
    table
      .timestamp('since')
      .notNullable()
      .comment('earliest deployment that changed');
    table
      .timestamp('retry_at')
      .nullable()
      .comment('not before this, after a projection failed');
    table.primary(['service_ref', 'environment']);
  });

  await knex.schema.createTable('projected_deployments', table => {
    table.text('id').primary();
    table.text('service_ref').notNullable();
    table.text('owner_ref').nullable().comment('who owned it at the time');
    table.text('environment').notNullable();
    table.timestamp('finished_at').notNullable();
    table.bigInteger('position').notNullable().comment('order in its service');
    table.text('version').notNullable();
    table.text('previous_version').nullable();
    table.text('range').notNullable();
    table.integer('changes').notNullable();
    table.boolean('failed').notNullable();
    table.text('recovered_by').nullable();
    table.double('recovery_seconds').nullable();
    table.boolean('rollback').notNullable();
    table.text('rolls_back').nullable();
    table.boolean('rework').notNullable();
    table.boolean('sample').notNullable();
    table
      .text('fingerprint')
      .notNullable()
      .comment('of the row and its changes');
    table.index(['environment', 'service_ref', 'finished_at']);
    table.index(['environment', 'owner_ref', 'finished_at']);
    table.index(['environment', 'finished_at']);
  });

  await knex.schema.createTable('projected_services', table => {
    table.comment('how many deployments each source gave a service');
    table.text('service_ref').notNullable();
    table.text('environment').notNullable();
    table.text('source').notNullable();
    table.integer('deployments').notNullable();
    table.primary(['environment', 'service_ref', 'source']);
  });

  await knex.schema.createTable('projected_changes', table => {
    table
      .text('deployment_id')
      .notNullable()
      .references('projected_deployments.id')
      .onDelete('CASCADE');
    table.text('repository').notNullable();
    table.text('sha').notNullable();
    table.text('title').notNullable();
    table.text('url').nullable();
    table.timestamp('authored_at').nullable();
    table.timestamp('committed_at').notNullable();
    table.timestamp('merged_at').nullable();
    table.timestamp('deployed_at').notNullable();
    table.text('service_ref').notNullable();
    table.text('owner_ref').nullable();
    table.text('environment').notNullable();
    table.boolean('sample').notNullable();
    table.primary(['deployment_id', 'repository', 'sha']);
    table.index(['environment', 'service_ref', 'deployed_at']);
    table.index(['environment', 'owner_ref', 'deployed_at']);
    table.index(['environment', 'deployed_at']);
  });

  await knex.schema.createTable('directory_services', table => {
    table.text('service_ref').primary();
    table.text('title').notNullable();
    table.text('owner_ref').nullable();
    table.text('lifecycle').nullable();
  });

  await knex.schema.createTable('directory_groups', table => {
    table.text('group_ref').primary();
    table.text('title').notNullable();
    table.text('parent_ref').nullable();
    table.text('time_zone').nullable();
  });

  await knex.schema.createTable('ownership', table => {
    table.text('service_ref').notNullable();
    table.text('owner_ref').notNullable();
    table.timestamp('valid_from').notNullable();
    table.timestamp('valid_to').nullable();
    table.primary(['service_ref', 'valid_from']);
  });

  await knex.schema.createTable('sample_state', table => {
    table.boolean('only_row').primary().defaultTo(true);
    table.text('state').notNullable().comment('present or cleared');
  });
};

/**
 * @param { import('knex').Knex } knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'sample_state',
    'ownership',
    'directory_groups',
    'directory_services',
    'projected_changes',
    'projected_services',
    'projected_deployments',
    'touched',
    'deployments',
    'commits',
    'repositories',
    'deliveries',
    'sources',
  ]) {
    await knex.schema.dropTable(table);
  }
};

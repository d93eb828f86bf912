/** What the server's command line depends on. */
export interface ServerArguments {
  dataDirectory: string;
  port: number;
  durable: boolean;
}

/**
 * The server's command line. Settings stand here and not in
 * `postgresql.conf`, so that a data folder made by an older version gets
 * today's.
 */
export function serverArguments(options: ServerArguments): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port: options.port,
    // Nothing needs the socket, and its default folder is shared.
    unix_socket_directories: '',
    max_connections: 150,
    shared_buffers: '128MB',
    // One user at a time: compiling queries and splitting them over workers
    // (which needs more of /dev/shm than a container has) cost more than
    // they give.
    jit: 'off',
    max_parallel_workers_per_gather: 0,
    // No replica reads this server's log.
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '512MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(options.durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          autovacuum: 'off',
        }),
  };
  return [
    '-D',
    options.dataDirectory,
    ...Object.entries(settings).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ]),
  ];
}

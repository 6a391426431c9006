import { chmodSync, chownSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { type Account, ownAccount } from './account.ts'

export const OWNER = 'tonghu_owner'
export const APP = 'tonghu_app'
export const DATABASE = 'tonghu'
export const PORT = 5432

export type Options = { forTests?: boolean }

/** Written before every start, so that a newer program brings its own settings; an office's own go into local.conf. */
export function writeSettings(cluster: string, runFolder: string, account: Account, options: Options): void {
  const write = (name: string, text: string): void => {
    const path = join(cluster, name)
    writeFileSync(path, text, { mode: 0o600 })
    chmodSync(path, 0o600)
    if (account.uid !== process.getuid?.()) chownSync(path, account.uid, account.gid)
  }
  write('postgresql.conf', configuration(runFolder, options))
  write('pg_hba.conf', 'local all all peer map=tonghu\n')
  write('pg_ident.conf', identities(account))
}

function configuration(runFolder: string, { forTests }: Options): string {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: runFolder,
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: `${sharedBuffersMb()}MB`,
    // Reads in again what was in memory when it stopped, so that a morning does not begin slowly.
    shared_preload_libraries: forTests ? '' : 'pg_prewarm',
    max_wal_senders: 0,
    fsync: forTests ? 'off' : 'on',
    full_page_writes: forTests ? 'off' : 'on',
    synchronous_commit: forTests ? 'off' : 'on',
    jit: 'off',
    timezone: 'Asia/Shanghai',
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
    ...QUIET_LOG,
  }
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  )
  return `${lines.join('\n')}\ninclude_if_exists = 'local.conf'\n`
}

/**
 * Nothing that identifies a child may reach the log. Messages of statements carry values ("invalid input syntax for
 * type date: …", "Key (id_number)=(…) already exists"), so that only the server's own messages are logged; and when a
 * backend dies the postmaster logs its query as DETAIL, which only `terse` leaves out.
 */
const QUIET_LOG = {
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: -1,
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_checkpoints: 'off',
  log_autovacuum_min_duration: -1,
  log_line_prefix: '%m [%p] ',
}

/** An eighth of the machine (or of the container), between 128 MB and 2 GB: a county is then mostly in memory. */
function sharedBuffersMb(): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.min(2048, Math.max(128, Math.round(memory / 8 / 1024 / 1024)))
}

/** Root may connect always: it could anyway, and then root can adopt a server that its folder's owner left running. */
function identities(account: Account): string {
  const names = new Set(['root', account.name, ownAccount().name])
  return [...names]
    .flatMap((name) => [OWNER, APP].map((role) => `tonghu "${name.replaceAll('"', '""')}" ${role}\n`))
    .join('')
}

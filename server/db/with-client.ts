import pg from 'pg'

/**
 * One connection for one piece of work. A connection that dies fails the statement under way; its 'error' event,
 * which would end the whole process where nobody listens, says nothing more.
 */
export async function withClient<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

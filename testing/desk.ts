import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { signIn } from '#domain/account/account-api.ts'
import { type ChildListQuery, listChildren } from '#domain/child/child-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import { type RunningServer, startServer } from '#server/app.ts'
import type { Setup } from '#server/cli/setup.ts'
import { launchChromium, newComputer, sees } from './browser.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

type Children = ResultOf<typeof listChildren>['rows']

/**
 * The whole program with a browser in front of it, for the tests of one file: the demo county, or a real one.
 * A test fails when a page has complained in its console meanwhile.
 */
export class Desk {
  readonly problems: string[] = []
  database!: TestDatabase
  server!: RunningServer
  dataDir = ''
  #browser!: Browser
  #computers = new Map<string, BrowserContext>()

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`
  }

  async open(setup: Setup): Promise<void> {
    this.dataDir = mkdtempSync(join(tmpdir(), 'tonghu-desk-'))
    const demo = setup.kind === 'demo' ? inject('demo') : undefined
    if (demo) cpSync(demo.dataDir, this.dataDir, { recursive: true })
    this.database = await cloneDatabase(demo?.connections)
    this.#browser = await launchChromium()
    this.server = await startServer({
      database: this.database.connections,
      dataDir: this.dataDir,
      port: 0,
      host: '127.0.0.1',
      setup,
    })
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    await this.server?.close()
    await this.database?.drop()
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  /** Somebody who has not signed in, at a computer of his own. */
  async visitor(): Promise<Page> {
    const page = await (await newComputer(this.#browser, this.problems)).newPage()
    await page.goto(this.url)
    return page
  }

  /** One of the demo county's people, signed in, on a fresh page of his own computer. */
  async as(login: string, path = '/'): Promise<Page> {
    const computer = this.#computers.get(login) ?? (await this.#signIn(login))
    const page = await computer.newPage()
    await page.goto(this.url + path)
    await sees(page.getByRole('heading', { level: 1 }))
    return page
  }

  async #signIn(login: string): Promise<BrowserContext> {
    const computer = await newComputer(this.#browser, this.problems)
    this.#computers.set(login, computer)
    const answer = await computer.request.post(this.url + signIn.path, {
      data: { login, password: DEMO_PASSWORD },
      headers: { origin: this.url },
    })
    expect(answer.status()).toBe(200)
    return computer
  }

  /** Children as the person at this page may list them: to know whom to look for. */
  async children(page: Page, query: Partial<ChildListQuery> = {}): Promise<Children> {
    return (await this.#list(page, { size: 100, ...query })).rows
  }

  /** How many children he may list. */
  async count(page: Page): Promise<number> {
    return (await this.#list(page, {})).total
  }

  async #list(page: Page, query: Partial<ChildListQuery>): Promise<ResultOf<typeof listChildren>> {
    const answer = await page.request.post(this.url + listChildren.path, {
      data: query,
      headers: { origin: this.url },
    })
    return (await answer.json()) as ResultOf<typeof listChildren>
  }
}

export function startDesk(setup: Setup = { kind: 'demo' }): Desk {
  const desk = new Desk()
  beforeAll(() => desk.open(setup))
  afterAll(() => desk.close())
  afterEach(() => expect(desk.problems.splice(0)).toEqual([]))
  return desk
}

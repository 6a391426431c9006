import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import pg from 'pg'
import { type Language, REFUSALS, Refusal, sentence } from '#domain/refusals.ts'
import type { AuditEntry, AuditLog } from '../audit/audit-log.ts'
import { loggable } from './loggable.ts'
import { BrokenOff } from './send-file.ts'

type Failing = {
  request: FastifyRequest
  reply: FastifyReply
  language: Language
  audit: AuditLog
  entry: (outcome: AuditEntry['outcome'], status: number) => AuditEntry
}

const UNEXPECTED = {
  zh: '系统出错,内容未保存。请重试;若仍出现,请把编号告诉系统管理员:',
  en: 'Something went wrong and nothing was saved. Try again; if it stays, tell the administrator this number: ',
}

/** Somebody else was faster, three times in a row. */
const IN_THE_WAY = ['40001', '40P01', '23505']
/** Class 22: a character or a day that the database cannot hold. */
const DATA = /^22/

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!(error instanceof pg.DatabaseError) || !error.code) return undefined
  if (IN_THE_WAY.includes(error.code)) return new Refusal('stale')
  return DATA.test(error.code) ? new Refusal('invalidInput', { problem: error.code }) : undefined
}

/** A refusal becomes its status and sentence; anything else a 500 with a number and no detail. Both are in the log first. */
export async function answerFailure(error: unknown, { request, reply, language, audit, entry }: Failing) {
  // Its beginning has left and cannot be taken back; the log says that the rest has not.
  if (error instanceof BrokenOff) {
    if (error.cause) request.log.error(loggable(error.cause), 'a file broke off')
    await audit.write({ ...entry('failed', 200), details: 'brokenOff', children: [] })
    return reply
  }
  const refusal = refusalOf(error)
  if (refusal) {
    const { code, details } = refusal
    const { status } = REFUSALS[code]
    await audit.write({ ...entry('refused', status), details: code, children: [] })
    return reply.code(status).send({ code, message: sentence(code, details, language) })
  }
  const number = randomUUID().slice(0, 8)
  const failure = loggable(error)
  request.log.error({ number, ...failure }, 'request failed')
  await audit
    .write({ ...entry('failed', 500), details: `${number} ${failure.code ?? failure.kind ?? ''}` })
    .catch(() => {})
  return reply.code(500).send({ code: 'unexpected', message: UNEXPECTED[language] + number })
}

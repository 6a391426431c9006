import { Alert } from 'antd'
import { ageOn } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, CIRCUMSTANCE, LEAVE_REASON, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { factText } from '#web/ui/fact-text.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { HandOverNotice } from '../hand-over/HandOverNotice.tsx'
import { useOpenFile } from './child-file.ts'

/** Who it is, at a glance: what a visitor of the office would ask first. */
export function FileHead() {
  const words = useLanguage()
  const { t, label, language } = words
  const { file } = useOpenFile()
  const { facts, area, carerKind, family } = file
  const name = file.erased ? t.children.nameless : factText(CHILD_FACTS.name, facts.name, words)
  const birth = facts.birthDate?.value
  const carer = family.find((relative) => relative.carer && !relative.endedOn)
  const leaveReason = label(LEAVE_REASON[file.leaveReason as keyof typeof LEAVE_REASON])
  const parts = [
    factText(CHILD_FACTS.sex, facts.sex, words),
    typeof birth === 'string' && t.common.years(ageOn(birth, file.on)),
    [area.township, area.village, area.group].filter(Boolean).join(' '),
    carer ? t.file.carerIs(label(RELATION[carer.relation as Relation])) : !carerKind && t.file.noCarer,
    carerKind && label(CARER_KIND[carerKind as keyof typeof CARER_KIND]),
    t.file.openedOn(file.openedOn),
  ]
  return (
    <div className="file-head">
      <p className="file-name">{name}</p>
      <p className="file-line">
        {parts.filter(Boolean).map((part) => (
          <span key={String(part)}>{part} </span>
        ))}
      </p>
      <div className="file-tags">
        {file.circumstances.map(({ key, reasons }) => (
          <p key={key}>
            <Mark tone="blue">{label(CIRCUMSTANCE[key])}</Mark>{' '}
            {[...new Set(reasons.map((reason) => reason[language]))].join(language === 'zh' ? '；' : '; ')}
          </p>
        ))}
      </div>
      {file.erased && <Alert type="warning" showIcon title={t.file.erased} />}
      <HandOverNotice />
      {file.status === 'left' && file.leftOn && (
        <Alert type="info" showIcon title={t.file.leftOn(file.leftOn, leaveReason)} />
      )}
    </div>
  )
}

import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { RISK_COUNTERS, type RiskCounter, riskFigures } from '#domain/assessment/assessment-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useAreas, useBelow } from '../area/areas.ts'

const route = getRouteApi('/assessments')
const COLOURS = ['children', 'red', 'yellow', 'green', 'none', 'key'] as const

/** 评估: colours by area, and who was assessed by one template, with the children behind each number. */
export default function AssessmentsPage() {
  const { t, label } = useLanguage()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/assessments' })
  const areas = useAreas()
  const below = useBelow()
  const figures = useQuery(listQueryOf(riskFigures, { params: search }))
  return (
    <PageFrame
      title={t.assessment.title}
      lead={(search.area && areas?.find(search.area)?.name) || t.assessment.lead}
      actions={
        <>
          <Link to="/assessments/key">{t.assessment.keyList}</Link>
          <Link to="/visits" search={{ rule: 'assessment' }}>
            {t.assessment.dueList}
          </Link>
          <Link to="/assessments/templates">{t.assessment.templates}</Link>
          {search.area && (
            <Button onClick={() => navigate({ search: (before) => ({ ...before, area: undefined }) })}>
              {t.common.back}
            </Button>
          )}
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={figures}>
        {({ on, area, template, within, grades, templates, rows, total }) => {
          const counters: RiskCounter[] = [
            'assessed',
            'notAssessed',
            ...grades.map(({ n }): RiskCounter => `grade${n}`),
          ]
          const titleOf = (counter: string) =>
            label(
              RISK_COUNTERS[counter as keyof typeof RISK_COUNTERS] ??
                grades.find(({ n }) => counter === `grade${n}`),
            )
          return (
            <div aria-busy={figures.isFetching}>
              <div className="list-filters no-print">
                <Select
                  aria-label={t.assessment.template}
                  className="template-select"
                  value={template}
                  options={templates.map((one) => ({ value: one.template, label: label(one) }))}
                  onChange={(next) => navigate({ search: (before) => ({ ...before, template: next }) })}
                />
              </div>
              <p className="table-facts">
                <span>{t.assessment.figuresOf(on)}</span>
                <span>{t.tables.unit}</span>
              </p>
              <FiguresByArea<string>
                label={t.assessment.title}
                groups={[
                  { title: t.assessment.colours, keys: COLOURS },
                  {
                    title: label(templates.find((one) => one.template === template)),
                    keys: counters,
                  },
                ]}
                titleOf={titleOf}
                rows={rows}
                total={{ area, name: t.tables.total, values: total }}
                below={{
                  of: below,
                  link: (row) => (
                    <Link
                      to="/assessments"
                      search={{ ...search, area: row.area }}
                      title={t.tables.drill(row.name)}
                    >
                      {row.name}
                    </Link>
                  ),
                }}
                cell={(row, counter, name) => (
                  <Link
                    to="/assessments/children"
                    search={{ area: row.area, template, counter: counter as RiskCounter }}
                    aria-label={name}
                  >
                    {row.values[counter]}
                  </Link>
                )}
              />
              <ul className="table-definition">
                <li>{t.assessment.meanings.colour}</li>
                <li>{t.assessment.meanings.key}</li>
                <li>{t.assessment.meanings.assessed(within)}</li>
              </ul>
            </div>
          )
        }}
      </Loader>
    </PageFrame>
  )
}

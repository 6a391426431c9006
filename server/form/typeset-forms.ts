import { FORM_COLUMNS, type PrintedForm, REGISTER_FORM } from '#domain/form/register-form.ts'
import { typeset } from './typeset.ts'

/** One form a page. Without a note they are to be filled by hand, and get more room. */
export const typesetForms = (forms: readonly PrintedForm[], note = ''): Promise<Buffer> =>
  typeset({
    template: 'register-form',
    data: { title: REGISTER_FORM, note, columns: FORM_COLUMNS, roomy: note === '', forms },
  })

import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { me } from '#domain/account/account-api.ts'
import { makeQueryClient } from '#web/api/queries.ts'
import { LanguageProvider } from '#web/messages/language.tsx'
import { SessionGate } from './account/SessionGate.tsx'
import { Look } from './Look.tsx'
import './desk.css'
import '../ui/ui.css'
import '../ui/print.css'

const client = makeQueryClient(() => {
  client.setQueryData([me.name, null, null], null)
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <Look>
        <QueryClientProvider client={client}>
          <SessionGate />
        </QueryClientProvider>
      </Look>
    </LanguageProvider>
  </StrictMode>,
)

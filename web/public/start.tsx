import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SignPage } from './SignPage.tsx'
import './public.css'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SignPage />
  </StrictMode>,
)

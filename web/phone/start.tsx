import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import './phone.css'
import { watchForUpdates } from './update.ts'

watchForUpdates()
createRoot(document.getElementById('root')!).render(<App />)

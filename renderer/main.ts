import '../common/zodWithoutEval'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { languageOf } from '../common/language'
import App from './App.vue'
import { speak } from './locale'
import { useBatch } from './stores/batch'
import { useCalibration } from './stores/calibration'
import { useExport } from './stores/export'
import { useMenu } from './stores/menu'
import { useNotices } from './stores/notices'
import { usePreview } from './stores/preview'
import { useRemote } from './stores/remote'
import { useService } from './stores/service'
import { useWatches } from './stores/watches'
import { useSettings } from './stores/settings'
import { useTelemetry } from './stores/telemetry'
import { useWorkers } from './stores/workers'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/sideView.css'
import './styles/forcedColors.css'
import './styles/reflow.css'

const app = createApp(App)
app.use(createPinia())

// Before the first paint, so that no event or port is missed.
useNotices().connect()
usePreview().connect()
useWorkers().connect()
useCalibration().connect()
useExport().connect()
useMenu().connect()
void useService().connect()
void useWatches().connect()
void useRemote().connect()
void useTelemetry().connect()
const restoring = Promise.all([useSettings().connect(), useBatch().connect()])

// What the system speaks is most likely wanted; another choice is known with the settings.
await speak(languageOf('system', navigator.language))
app.mount('#app')

// For whoever measures a start: from here on everything remembered is on screen.
void restoring.then(() => performance.mark('restored'))

import { App, ConfigProvider, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { useLanguage } from '#web/messages/language.tsx'

/** Ant Design's greys for secondary text are too light for contrast AA; these are at least 4.5 : 1 on white. */
const theme: ThemeConfig = {
  token: {
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#1c5a9c',
    colorInfo: '#1c5a9c',
    colorLink: '#1c5a9c',
    colorLinkHover: '#17446f',
    colorLinkActive: '#17446f',
    colorError: '#b42318',
    colorWarning: '#9a5b00',
    colorWarningBg: '#fdf3e0',
    colorWarningBorder: '#e3b765',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#eeb0a8',
    colorSuccessBg: '#eaf6ef',
    colorSuccessBorder: '#a5d3b8',
    colorInfoBg: '#e8f0f9',
    colorInfoBorder: '#aac6e4',
    colorSuccess: '#1f7a4d',
    colorText: '#1d2530',
    colorTextSecondary: '#4a5564',
    colorTextTertiary: '#5a6675',
    colorTextDescription: '#5a6675',
    colorTextPlaceholder: '#667180',
    colorTextQuaternary: '#667180',
    borderRadius: 4,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif',
  },
}

/** Theme and language of Ant Design. */
export function Look({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
    >
      <App message={{ maxCount: 1, top: 64 }}>{children}</App>
    </ConfigProvider>
  )
}

/** What a parent reads who signs on his own telephone: a catalogue of its own, since his page loads nothing else. */
export const signZh = {
  title: '签署委托照护协议',
  loading: '正在打开…',
  noToken: '链接不完整，请从短信或微信里重新点开。',
  over: '链接已失效，请联系村（居）儿童主任重新发送。',
  done: '已签字，谢谢。可以关闭本页。',
  doneHint: '全部签字后协议生效；需要纸质协议的，请向村（居）儿童主任索取。',
  intro: (county: string) => `${county}请您签署委托照护协议。为确认是您本人，先用短信验证码核对。`,
  phone: (tail: string) => `验证码将发到手机 ${tail}`,
  notMine: '号码不对的，请联系村（居）儿童主任更正后重新发送链接。',
  send: '获取验证码',
  again: '重新获取',
  wait: (seconds: number) => `${seconds} 秒后可重新获取`,
  sent: '验证码已发送，10 分钟内有效',
  code: '短信验证码',
  confirm: '确定',
  signer: (name: string) => `签字人：${name}`,
  read: '请看完协议全文，再在下面签名。',
  signed: '已签字的各方',
  notSigned: '尚未签字',
  pad: '签名处',
  padHint: '请用手指在框内签名',
  clear: '重写',
  agree: '我已看过协议全文，同意以上内容，本人签字',
  submit: '签字',
  lost: '网络不通，请检查网络后再试一次；重复提交不会签两次。',
}

/** A language is called by its own name. */
export const OWN_NAMES = { zh: '中文', en: 'English' } as const

"""The words that say what kind of person somebody is, as pieces of patterns: age, gender, origin, relation.

No piece decides by itself; `described` and `groups` look at what stands around it. Used on text as it was typed.
"""

from __future__ import annotations

_NUMBER = r"[0-9０-９一二三四五六七八九十]{1,3}"
DECADE = rf"(?:{_NUMBER}代(?:前半|後半|半ば)?)"
_AGED = r"(?:を過ぎた|を超えた|になった|になる|過ぎ|近い|くらい|ぐらい)?(?!以上|以下|未満|まで|から)"
_YEARS = rf"(?:{_NUMBER}(?:歳|才){_AGED}|{DECADE})"
OLD = r"(?:(?:後期|前期)?高齢者|お?年寄り|シニア(?:世代|層)?|老人|年配者?)"
YOUNG = r"(?:若者|若年(?:者|層)|若い(?:世代|人)|若手)"
AGE = rf"(?:{_YEARS}|{OLD}|{YOUNG}|高齢|中高年|中年|若い)"
WOMAN, MAN = r"(?:女性|女の人|女子|女)", r"(?:男性|男の人|男子|男)"
GENDER = rf"(?:{WOMAN}|{MAN})"
_COUNTRY = r"(?:[ァ-ヶー]{2,12}|中国|韓国|台湾|日本|外国|米国|英国|海外)"
ORIGIN = rf"(?:{_COUNTRY}(?:人|国籍|籍|出身者?)(?!材|口|数|権))"
KIND = rf"(?:{AGE}|{GENDER}|{ORIGIN})"

SELF = r"(?:私|わたし|わたくし|あたし|僕|ぼく|俺|おれ|自分|当方|こちら)"
SPOUSE = r"(?:夫|妻|主人|家内|旦那(?:さん)?|女房|奥さん)"
CHILD = r"(?:息子|娘|長男|長女|次男|次女|三男|三女)"
PARENT = r"(?:義父|義母|父|母|お父さん|お母さん)"
GRANDPARENT = r"(?:祖父|祖母|おじいちゃん|おばあちゃん)"
UNCLE = r"(?:叔父|叔母|伯父|伯母)"
SIBLING = r"(?:兄|姉|弟|妹)"
YOUNGER = rf"(?:{CHILD}|子ども|子供|子|孫)"
_OTHERS = r"(?:配偶者|パートナー|家族|親|両親|祖父母|友人|友達|知人|知り合い|隣人|同僚|部下|上司|恋人|婚約者)"
GROWN = rf"(?:{SPOUSE}|{PARENT}|{GRANDPARENT}|{UNCLE}|{SIBLING}|{_OTHERS})"
CLOSE = rf"(?:{GROWN}|{YOUNGER})"
ONE_PARENT = r"(?:シングル(?:マザー|ファー?ザー)|母子家庭|父子家庭)"

# What a person is called who tells of themselves: 再任用の県職員です, 失業中です, 一人暮らしです.
ROLE = (
    r"(?:者|人|方|身|[県市町村国]民|住民|住まい|在住|出身|育ち|生まれ|職員|社員|会社員|公務員|正社員|教員|教師|医師|農家|漁師|経営者|"
    r"自営業|フリーランス|パート|アルバイト|派遣(?:社員)?|無職|失業中|求職中|休職中|育休中|学生|大学生|大学院生|高校生|中学生|小学生|"
    r"留学生|実習生|主婦|主夫|独身|未婚|既婚|事実婚|夫婦|離婚|死別|家庭|世帯|一人暮らし|ひとり暮らし|二人暮らし|同居|ひとり親|"
    r"年金(?:暮らし|生活者?)|非課税|受給者|保護者|妊婦|妊娠中|母親?|父親?|[0-9０-９一二三四五]児の[父母]親?|低所得|高所得|"
    r"母語|母国語|苦手|全盲|弱視|難聴|車いす|(?:障害|手帳)(?:者|持ち)?)"
)
# What goes on in somebody's life: 結婚しています, 杖をついて暮らしています.
LIVING = (
    r"(?:暮らし|結婚し|離婚し|住ん|働い|勤め|通っ|育て|育ち|生活し|過ごし|在籍し|所属し|同居し|介護し|子育てし|受給し|生活保護を受け|"
    r"手帳を持っ|車いす(?:を使っ|に乗っ)|杖を(?:使っ|つい)|話し|学ん)"
)
# Who is told the answer, and how: 上司に報告します, 父が知りたがっています.
TOLD = (
    r"(?:上司|部下|同僚|後輩|先輩|先生|生徒|教え子|友人|友達|知人|知り合い|隣人|近所の[人方]|お?客(?:様|さん)?|"
    r"利用者|相談者|来庁者|住民|県民|市民|学生|留学生|担当者|職員|課長|部長|記者|親族|親戚)"
)
TELLING = r"(?:説明|報告|伝え|教え|話し|話す|見せ|送り|聞きたが|知りたが|聞か(?:れ|せ)|尋ねられ|紹介|案内|答え)"

# A group of people that documents may have measures for.
GROUP = rf"(?:{WOMAN}|{MAN}|{DECADE}|{OLD}|{YOUNG}|{ORIGIN})"
# People of whom a group word only says which: the group is left out, they stay.
PEOPLE = (
    r"(?:職員|社員|従業員|労働者|住民|県民|市民|町民|村民|利用者|農業者|農家|経営者|起業家|教員|医師|研究者|技術者|管理職|"
    r"学生|生徒|申請者|応募者|受講者|求職者|移住者|観光客|留学生|保護者|世帯|議員|団員|ドライバー|エンジニア|リーダー|スタッフ)"
)
SOMEBODY = r"(?:人たち|人々|人|ひと|方々|方|かた|者)(?![一-鿿])"

# What anybody may ask for, in Sudachi's normalised forms: alone it is no matter that could be searched.
GENERAL = """支援 制度 相談 窓口 手当 サービス 取り組み 取組 施策 対象 利用 受ける 使う 貰う 出来る 県 案内 情報 方法
    場所 事 物 人 方 者 助成 補助 計画 政策 事業 対策 内容 向け 為 申し込む 申し込み 参加 必要 可能 家族 配偶者 子供
    先 人達
    親 親族 祖父母 お金 金"""

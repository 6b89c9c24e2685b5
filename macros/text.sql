{#- Words on text. Every engine-specific text function of the project stands in this folder. -#}

{#- The one-to-one normal form of ingest/normal.py: full-width digits and punctuation as ASCII, and the traditional forms
    of the characters that reports are written with as the simplified ones that topics, rules and cues are written in. -#}
{%- macro normal_form(text) -%}
    {%- set even = "translate(" ~ text ~ ", '０１２３４５６７８９％．，；：（）！？　 ', '0123456789%.,;:()!?  ')" -%}
    {{- simplified(even) -}}
{%- endmacro -%}

{#- Few texts need it, and asking whether one does costs less than doing it. -#}
{%- macro simplified(text) -%}
    {%- set traditional = '會條辦訴訟復複審應調糾紛員組織區縣鎮鄉書記長導領幾實現達權責單務網線熱電話滿評價許證執罰監檢隨機開關聯對類數據總計結終維變銷駁違確認訪來積問題決標額損聽負敗勝當為與從後將還過經時間壓縮減較環節報備規範廢佈頒發製訂擬顧師業護講傳協農層級際專職設屆嚴勞動爭險資產運營準則預測試訓練學習續簡優無點畫劃獲獎團國圖門臺個項戶萬億處場餘歸籤簽劑遞選舉鄰貿賠償補貼轉輕輛週進連遠錄鐵閉隊陽階雙難須頭顯驗齡齊離雲靈顆願黨統繼綜緊緩編績繫繳纜聲聞聰膚臨舊蓋蘇號衝裝見視覺覽觀討訊託詢詳該誠誤請論諮謝識譯議讀貨貧費質購賬贊贓趕軍載輪辭邊鄭醫釋針銀鋪錯鎖閱闆陸陳隱雜靜頂順頻風飛養駐體鬥魚麗黃' -%}
    {%- set simple = '会条办诉讼复复审应调纠纷员组织区县镇乡书记长导领几实现达权责单务网线热电话满评价许证执罚监检随机开关联对类数据总计结终维变销驳违确认访来积问题决标额损听负败胜当为与从后将还过经时间压缩减较环节报备规范废布颁发制订拟顾师业护讲传协农层级际专职设届严劳动争险资产运营准则预测试训练学习续简优无点划划获奖团国图门台个项户万亿处场余归签签剂递选举邻贸赔偿补贴转轻辆周进连远录铁闭队阳阶双难须头显验龄齐离云灵颗愿党统继综紧缓编绩系缴缆声闻聪肤临旧盖苏号冲装见视觉览观讨讯托询详该诚误请论咨谢识译议读货贫费质购账赞赃赶军载轮辞边郑医释针银铺错锁阅板陆陈隐杂静顶顺频风飞养驻体斗鱼丽黄' -%}
    case
        when regexp_matches({{ text }}, '[{{ traditional }}]')
            then translate({{ text }}, '{{ traditional }}', '{{ simple }}')
        else {{ text }}
    end
{%- endmacro -%}

{#- Wording without what varies from report to report: blanks, quotation marks, digits (each number becomes 0,
    but 12345 stays the citizens' hotline and its neighbours stay other lines), without the readings that some pages
    print behind their characters (務(wù)), and without the bodies whose names would pass for their subject (行政审批局). -#}
{%- macro plain_wording(text) -%}
    regexp_replace(
        replace(
            regexp_replace(
                regexp_replace(replace({{ text }}, '行政审批局', '审批局'), '[\s“”"‘’''「」『』《》〈〉]+|{{ readings() }}', '', 'g'),
                '(^|[^0-9])12(?:[0-24-9][0-9]{2}|3[0-35-9][0-9]|34[0-46-9])([^0-9.,万亿余多件宗起人个项条次份户家名元%])',
                '\1他线\2', 'g'
            ),
            '12345', '市民热线'
        ),
        '[0-9]+(?:\.[0-9]+)?', '0', 'g'
    )
{%- endmacro -%}

{#- How a character is read, in brackets behind it. -#}
{%- macro readings() -%}
    [(][a-zà-ǜ]{1,6}[)]
{%- endmacro -%}

{#- The text without the titles of laws and documents, whose names and years are not the sentence's own. -#}
{%- macro without_titles(text) -%}
    regexp_replace({{ text }}, '《[^》]{0,90}》|〔[^〕,。)]{0,12}〕?', '', 'g')
{%- endmacro -%}

{#- The text with every match of a pattern replaced. -#}
{%- macro replaced(text, pattern, by) -%}
    regexp_replace({{ text }}, {{ pattern }}, {{ by }}, 'g')
{%- endmacro -%}

{%- macro matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro -%}

{#- The last (not overlapping, leftmost-first) match of a pattern with one group; null where there is none. -#}
{%- macro last_match(text, pattern) -%}
    list_extract(regexp_extract_all({{ text }}, {{ pattern }}, 1), -1)
{%- endmacro -%}

{%- macro first_match(text, pattern) -%}
    nullif(regexp_extract({{ text }}, {{ pattern }}, 1), '')
{%- endmacro -%}

{#- Where a word last begins in a text, counted from 0; -1 where it does not stand in it. -#}
{%- macro last_place(text, word) -%}
    case
        when contains({{ text }}, {{ word }})
            then length({{ text }}) - length({{ word }})
                - length(list_extract(string_split({{ text }}, {{ word }}), -1))
        else -1
    end
{%- endmacro -%}

{#- Where the last of a list's words begins in a text; -1 where none stands in it, null where there is no list. -#}
{%- macro last_place_of_any(text, words) -%}
    list_max(list_transform({{ words }}, lambda word: {{ last_place(text, 'word') }}))
{%- endmacro -%}

{#- A string constant. -#}
{%- macro quoted(words) -%}
    '{{ words | replace("'", "''") }}'
{%- endmacro -%}

{#- A title for comparing: its characters and digits alone, without 关于 and what kind of paper it is. -#}
{%- macro bare_title(title) -%}
    regexp_replace(
        regexp_replace({{ title }}, '[^\x{4E00}-\x{9FFF}0-9]+', '', 'g'), '关于|人民政府|年度?|的?(?:情况|工作)?的?(?:报告|总结|公告|公示)?$', '', 'g'
    )
{%- endmacro -%}

{#- Whether a word is one of a text's words, which are parted by blanks; false where there is no text. -#}
{%- macro is_word_of(word, words) -%}
    contains(concat(' ', coalesce({{ words }}, ''), ' '), concat(' ', {{ word }}, ' '))
{%- endmacro -%}

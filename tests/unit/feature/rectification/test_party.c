#include "feature/rectification/reading/party.h"

#include "reading.h"

static const struct { const char *text, *wanted; } parties[] = {
    { "由水政监察大队牵头，会同沿河3个镇建立机制", "水政监察大队" },
    { "由规划股会同县自然资源局办理", "规划股会同县自然资源局" },
    { "由法务办建立台账", "法务办" },
    { "由党委副书记、纪委书记牵头督办", "党委副书记、纪委书记" },
    { "由组织委员吴某负责补齐", "组织委员吴某" },
    { "由青河县、龙泉区人民政府制定方案", "青河县、龙泉区人民政府" },
    { "市发改局要牵头建立机制", "市发改局" },
    { "县财政局于2021年9月缴库", "县财政局" },
    { "市民政局、市住建局要倒排工期", "市民政局、市住建局" },
    { "相关乡镇要复查，市农业农村局、市自然资源局联合验收", "市农业农村局、市自然资源局" },
    { "机关党委（党建办）每月抽查一次", "机关党委（党建办）" },
    { "街道纪工委全程监督", "街道纪工委" },
    { "由温某联系原单位补齐材料", "温某" },
    { "由农田建设股与各乡镇签订管护协议", "农田建设股" },
    { "由立案庭每周开展立案指导", "立案庭" },
    { "引进学科带头人2名", NULL },
    { "公共阵地使用权全部公开拍卖", NULL },
    { "纪检委员全程参与采购验收", NULL },
    { "由其负责日常管护", NULL },
    { "由专人如实记载", NULL },
    { "直补资金由按年发放调整为按季发放", NULL },
    { "比例由53%提高到94%", NULL },
    { "会同公安、民政部门开展核查", NULL },
    { "商县财政局优化流程", NULL },
    { "机关党支部每半年通报一次", NULL },
    { "调整充实县河长办力量，选派业务骨干", NULL },
    { "材料由机关党委存档备查", NULL },
    { "修订财务管理办法", NULL },
    { "3家单位已追回资金", NULL },
};

static void parties_that_act(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(parties); i++) {
        struct source_text *t = reading_text(parties[i].text);
        struct passage found;
        bool any = party_in(t, reading_line(t), &found);
        if (any != (parties[i].wanted != NULL))
            check_fail(__FILE__, __LINE__, "%s: %s", parties[i].text, any ? source_text_words(t, found) : "none");
        if (any)
            CHECK_TEXT(source_text_words(t, found), parties[i].wanted);
    }
}

TESTS({ "parties that act", parties_that_act })

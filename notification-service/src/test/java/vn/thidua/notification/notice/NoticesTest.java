package vn.thidua.notification.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.notification.Cluster2019.BD;
import static vn.thidua.notification.Cluster2019.DD;
import static vn.thidua.notification.Cluster2019.HBT;
import static vn.thidua.notification.Cluster2019.HK;
import static vn.thidua.notification.Cluster2019.HM;
import static vn.thidua.notification.Cluster2019.LB;
import static vn.thidua.notification.Cluster2019.row;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.UnitRef;
import vn.thidua.notification.Cluster2019;

/** Who is told what, word for word. */
class NoticesTest {

    @Test
    void interim_standings_and_nominations_are_told_to_nobody() {
        assertThat(Notices.of(Cluster2019.interim(Cluster2019.BOARD, 7))).isEmpty();
        assertThat(Notices.of(Cluster2019.nominated(Cluster2019.BOARD, 1))).isEmpty();
    }

    @Nested
    class A_correction_of_final_results {

        private final Told told = byRecipient(Cluster2019.corrected());

        @Test
        void is_told_to_every_member_and_then_the_city() {
            assertThat(Notices.of(Cluster2019.corrected()))
                    .extracting(Notice::recipient)
                    .containsExactly("HBT", "DD", "HK", "BD", "LB", "HM", "CITY");
        }

        @Test
        void says_in_the_title_what_changed() {
            assertThat(told.to("HBT").title().vi())
                    .isEqualTo("Đính chính kết quả: Hai Bà Trưng thứ 4 với 92,20 điểm (trước: thứ 1 với 93,20 điểm)");
            assertThat(told.to("HBT").title().en())
                    .isEqualTo("Results corrected: Hai Bà Trưng 4th with 92.20 points (before: 1st with 93.20 points)");
            assertThat(told.to("DD").title().en()).contains("nothing changes for your unit");
            assertThat(told.to("CITY").title().vi()).contains("Đính chính", "1 đơn vị thay đổi");
        }

        @Test
        void says_why_and_what_it_replaces() {
            assertThat(told.to("DD").body().vi()).contains("bản 41 thay bản 40", "Lý do: Phiếu của Quận Đống Đa");
            assertThat(told.to("DD").boardNotice()).isEqualTo(Cluster2019.SAMPLE);
        }
    }

    @Nested
    class Final_results {

        private final Told told = byRecipient(Cluster2019.results());

        @Test
        void are_told_to_every_member_and_then_the_city() {
            assertThat(Notices.of(Cluster2019.results()))
                    .extracting(Notice::recipient)
                    .containsExactly("HBT", "DD", "HK", "BD", "LB", "HM", "CITY");
        }

        @Test
        void say_the_rank_and_the_total_in_the_title() {
            assertThat(told.to("HBT").title().vi())
                    .isEqualTo("Hai Bà Trưng xếp thứ 1 với 93,20 điểm – kết quả chính thức năm 2019");
            assertThat(told.to("HBT").title().en())
                    .isEqualTo("Hai Bà Trưng ranks 1st with 93.20 points – official results for 2019");
        }

        @Test
        void say_that_a_rank_is_shared() {
            assertThat(told.to("DD").title().vi())
                    .isEqualTo("Đống Đa xếp thứ 2 (đồng hạng) với 92,70 điểm – kết quả chính thức năm 2019");
            assertThat(told.to("HK").title().en())
                    .isEqualTo("Hoàn Kiếm ranks joint 2nd with 92.70 points – official results for 2019");
            assertThat(told.to("LB").body().vi()).contains("đồng hạng với Quận Ba Đình");
        }

        @Test
        void explain_the_total_and_who_leads_in_the_body() {
            assertThat(told.to("HM").body().vi()).isEqualTo("""
                            Cụm thi đua số I, năm 2019: Quận Hoàng Mai đạt 88,50 điểm, xếp thứ 6 trong 6 đơn vị.
                            Điểm các đơn vị bạn chấm (trung bình): 88,00; điểm thưởng: 1,00; điểm trừ: -0,50.
                            Điểm tự chấm: 93,00 (không tính vào tổng điểm).
                            Dẫn đầu Cụm: Quận Hai Bà Trưng với 93,20 điểm.""");
            assertThat(told.to("HM").body().en()).isEqualTo("""
                            Emulation Cluster No. I, 2019: Quận Hoàng Mai has 88.50 points and ranks 6th of 6 units.
                            Marks given by the other units (mean): 88.00; bonus: 1.00; penalty: -0.50.
                            Self-score: 93.00 (not counted in the total).
                            Leading the cluster: Quận Hai Bà Trưng with 93.20 points.""");
            assertThat(told.to("HBT").body().vi()).endsWith("Quý đơn vị dẫn đầu Cụm.");
        }

        @Test
        void tell_the_city_who_leads_and_every_rank() {
            assertThat(told.to("CITY").title().vi())
                    .isEqualTo("Cụm thi đua số I năm 2019: Quận Hai Bà Trưng dẫn đầu với 93,20 điểm");
            assertThat(told.to("CITY").title().en())
                    .isEqualTo("Emulation Cluster No. I, 2019: Quận Hai Bà Trưng leads with 93.20 points");
            assertThat(told.to("CITY").body().vi()).isEqualTo("""
                            Kết quả chính thức năm 2019 của Cụm thi đua số I:
                            1. Quận Hai Bà Trưng: 93,20 điểm
                            2. Quận Đống Đa: 92,70 điểm (đồng hạng)
                            2. Quận Hoàn Kiếm: 92,70 điểm (đồng hạng)
                            4. Quận Ba Đình: 91,40 điểm (đồng hạng)
                            4. Quận Long Biên: 91,40 điểm (đồng hạng)
                            6. Quận Hoàng Mai: 88,50 điểm""");
        }

        @Test
        void carry_what_must_be_said_about_the_data() {
            assertThat(told.all())
                    .allSatisfy(notice -> assertThat(notice.boardNotice()).isEqualTo(Cluster2019.SAMPLE));
        }

        @Test
        void name_all_leaders_of_a_shared_first_place() {
            var notices = byRecipient(Cluster2019.resultsOf(
                    "hn-mttq-cum-1:2019-H1",
                    row(HBT, 1, true, 9000),
                    row(DD, 1, true, 9000),
                    row(HK, 1, true, 9000),
                    row(BD, 4, false, 8000)));

            assertThat(notices.to("CITY").title().vi())
                    .isEqualTo("Cụm thi đua số I 6 tháng đầu năm 2019: Quận Hai Bà Trưng, Quận Đống Đa và"
                            + " Quận Hoàn Kiếm cùng dẫn đầu với 90,00 điểm");
            assertThat(notices.to("CITY").title().en()).contains("and Quận Hoàn Kiếm lead together with 90.00 points");
            assertThat(notices.to("DD").body().vi())
                    .endsWith("Quý đơn vị cùng dẫn đầu Cụm với Quận Hai Bà Trưng và Quận Hoàn Kiếm.");
        }

        @Test
        void say_so_when_a_unit_could_not_be_ranked() {
            var notices = byRecipient(
                    Cluster2019.resultsOf(Cluster2019.BOARD, row(HBT, 1, false, 0), row(LB, null, false, null)));

            assertThat(notices.to("HBT").title().vi()).startsWith("Hai Bà Trưng xếp thứ 1 với 0,00 điểm");
            assertThat(notices.to("LB").title().vi())
                    .isEqualTo("Long Biên chưa được xếp hạng – kết quả chính thức năm 2019");
            assertThat(notices.to("LB").body().en()).contains("was scored by no other unit");
            assertThat(notices.to("CITY").body().vi()).endsWith("– Quận Long Biên: chưa được xếp hạng");
        }

        @Test
        void say_so_when_nobody_could_be_ranked() {
            var notices = byRecipient(Cluster2019.resultsOf(Cluster2019.BOARD, row(HM, null, false, null)));

            assertThat(notices.to("CITY").title().vi()).endsWith(": chưa có đơn vị nào được xếp hạng");
            assertThat(notices.to("HM").body().vi()).endsWith("Chưa có đơn vị nào được xếp hạng.");
        }
    }

    @Nested
    class An_agreed_leadership {

        private final Told told = byRecipient(Cluster2019.agreed());

        @Test
        void is_told_to_every_member_and_then_the_city() {
            assertThat(Notices.of(Cluster2019.agreed()))
                    .extracting(Notice::recipient)
                    .containsExactly("HBT", "DD", "HK", "HM", "BD", "LB", "CITY");
        }

        @Test
        void names_head_and_deputy_in_the_title() {
            assertThat(told.to("HBT").title().vi())
                    .isEqualTo("Năm 2020: Quận Đống Đa làm Cụm trưởng, Quận Hoàn Kiếm làm Cụm phó");
            assertThat(told.to("HBT").title().en())
                    .isEqualTo("2020: Quận Đống Đa is head of the cluster, Quận Hoàn Kiếm is deputy");
            assertThat(told.to("CITY").title().vi())
                    .isEqualTo("Cụm thi đua số I năm 2020: Quận Đống Đa làm Cụm trưởng, Quận Hoàn Kiếm làm Cụm phó");
        }

        @Test
        void addresses_head_and_deputy_as_themselves() {
            assertThat(told.to("DD").title().vi())
                    .isEqualTo("Năm 2020: Quý đơn vị (Quận Đống Đa) làm Cụm trưởng, Quận Hoàn Kiếm làm Cụm phó");
            assertThat(told.to("DD").body().vi()).endsWith("Quý đơn vị điều hành Cụm kể từ ngày 01/01/2020.");
            assertThat(told.to("HK").title().vi())
                    .isEqualTo("Năm 2020: Quý đơn vị (Quận Hoàn Kiếm) làm Cụm phó, Quận Đống Đa làm Cụm trưởng");
            assertThat(told.to("HK").title().en()).startsWith("2020: your unit (Quận Hoàn Kiếm) is deputy");
        }

        @Test
        void says_from_when() {
            assertThat(told.to("LB").body().vi())
                    .isEqualTo("Các đơn vị thành viên Cụm thi đua số I đã thống nhất: năm 2020, Quận Đống Đa làm Cụm"
                            + " trưởng và Quận Hoàn Kiếm làm Cụm phó, kể từ ngày 01/01/2020.");
            assertThat(told.to("LB").body().en()).endsWith("from 1 January 2020.");
        }
    }

    @Nested
    class Words {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        9320 | 93,20 | 93.20
                        5    | 0,05  | 0.05
                        0    | 0,00  | 0.00
                        -50  | -0,50 | -0.50
                        10700| 107,00| 107.00
                        -2147483648 | -21474836,48 | -21474836.48
                        """)
        void points_have_two_decimals_and_the_language_s_own_mark(int hundredths, String vi, String en) {
            assertThat(Wording.points(hundredths).vi()).isEqualTo(vi);
            assertThat(Wording.points(hundredths).en()).isEqualTo(en);
        }

        @ParameterizedTest
        @CsvSource({"1,1st", "2,2nd", "3,3rd", "4,4th", "11,11th", "12,12th", "13,13th", "21,21st", "111,111th"})
        void places_are_counted_as_english_does(int place, String words) {
            assertThat(Wording.ordinal(place)).isEqualTo(words);
        }

        @ParameterizedTest
        @CsvSource({
            "Quận Đống Đa,Đống Đa",
            "Quận 1,Quận 1",
            "Phường Cửa Nam,Phường Cửa Nam",
            "Quận,Quận",
            "Công an Thành phố,Công an Thành phố"
        })
        void a_district_loses_its_rank_only_where_a_name_remains(String name, String shorter) {
            assertThat(Wording.shortName(name)).isEqualTo(shorter);
        }

        @ParameterizedTest
        @CsvSource({
            "c:2019,năm 2019,2019",
            "c:2019-H1,6 tháng đầu năm 2019,the first half of 2019",
            "c:2019-H2,6 tháng cuối năm 2019,the second half of 2019",
            "c:2019-Q3,quý III năm 2019,the third quarter of 2019",
            "c:dot-2,kỳ dot-2,period dot-2"
        })
        void periods_are_said_as_people_say_them(String board, String vi, String en) {
            assertThat(Wording.period(board, 2019).vi()).isEqualTo(vi);
            assertThat(Wording.period(board, 2019).en()).isEqualTo(en);
        }

        @Test
        void a_cluster_without_a_number_keeps_its_name() {
            assertThat(Wording.cluster(new ClusterRef("c", "Khối các sở – ngành"))
                            .en())
                    .isEqualTo("Khối các sở");
            assertThat(Wording.cluster(new ClusterRef("c", "Cụm Bắc-Nam")).vi()).isEqualTo("Cụm Bắc-Nam");
        }

        @Test
        void a_unit_that_is_there_twice_is_told_once() {
            var twice = new UnitRef("HBT", "Quận Hai Bà Trưng");
            var notices = Notices.of(
                    Cluster2019.resultsOf(Cluster2019.BOARD, row(HBT, 1, false, 9000), row(twice, 1, false, 9000)));

            assertThat(notices).extracting(Notice::recipient).isEqualTo(List.of("HBT", "CITY"));
        }
    }

    private static Told byRecipient(RankingEvent event) {
        return new Told(Notices.of(event));
    }

    private record Told(List<Notice> all) {

        Notice to(String recipient) {
            return all.stream()
                    .filter(notice -> notice.recipient().equals(recipient))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
